package outcry.order.core;

import static outcry.order.core.Samples.ACCOUNT;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import outcry.model.ExecutionReport;
import outcry.model.Liquidity;
import outcry.model.OrderType;
import outcry.venue.VenueOrder;

/** A venue that does as it is told, and keeps what it said until somebody delivers it. */
final class TinyVenue {

  /** One order as the venue knows it. */
  static final class Live {
    final VenueOrder order;
    private final List<ExecutionReport> history = new ArrayList<>();
    private long quantity;
    private long price;
    private long filled;
    private boolean open = true;

    Live(VenueOrder order) {
      this.order = order;
      this.quantity = order.quantity();
      this.price = order.price();
    }

    boolean isOpen() {
      return open;
    }

    long leaves() {
      return open ? quantity - filled : 0;
    }

    String id() {
      return order.clientOrderId();
    }
  }

  final Map<String, Live> orders = new LinkedHashMap<>();

  /** Said, and not delivered yet. */
  final List<ExecutionReport> said = new ArrayList<>();

  private int executions;

  void ask(Effect effect, long now) {
    switch (effect) {
      case Effect.Submit submit -> submit(submit.order(), now);
      case Effect.Cancel cancel -> cancel(cancel.clientOrderId(), now);
      case Effect.Amend amend -> amend(amend.clientOrderId(), amend.quantity(), amend.price(), now);
      case Effect.CancelGhost _, Effect.Query _, Effect.Enqueue _ ->
          throw new AssertionError("not asked here");
    }
  }

  private void submit(VenueOrder order, long now) {
    if (orders.containsKey(order.clientOrderId())) {
      throw new AssertionError(order.clientOrderId() + " was sent twice");
    }
    var live = new Live(order);
    orders.put(order.clientOrderId(), live);
    tell(live, new ExecutionReport.Accepted(ACCOUNT, live.id(), "v-" + live.id(), now));
  }

  private void cancel(String id, long now) {
    var live = orders.get(id);
    if (live == null || !live.open) {
      said.add(new ExecutionReport.CancelRejected(ACCOUNT, id, "unknown or over", now));
    } else {
      end(live, now);
    }
  }

  private void end(Live live, long now) {
    live.open = false;
    tell(live, new ExecutionReport.Canceled(ACCOUNT, live.id(), "asked", live.filled, now));
  }

  private void amend(String id, long quantity, long price, long now) {
    var live = orders.get(id);
    if (live == null || !live.open || quantity <= live.filled) {
      said.add(new ExecutionReport.AmendRejected(ACCOUNT, id, "too late", now));
      return;
    }
    live.quantity = quantity;
    live.price = price;
    tell(live, new ExecutionReport.Amended(ACCOUNT, id, quantity, price, now));
  }

  /** Fills part of an open order; what a market order has left then is canceled if asked. */
  void fill(Live live, long quantity, boolean last, long now) {
    long part = Math.min(quantity, live.leaves());
    if (part > 0) {
      live.filled += part;
      live.open = live.filled < live.quantity;
      tell(
          live,
          new ExecutionReport.Filled(
              ACCOUNT,
              live.id(),
              "v-" + live.id(),
              "x" + ++executions,
              part,
              10_000,
              live.filled,
              0,
              "USD",
              Liquidity.TAKER,
              now));
    }
    if (live.open && last && live.order.type() == OrderType.MARKET) {
      end(live, now);
    }
  }

  private void tell(Live live, ExecutionReport report) {
    live.history.add(report);
    said.add(report);
  }

  List<ExecutionReport> query(String id, long now) {
    var live = orders.get(id);
    return live == null
        ? List.of(new ExecutionReport.NotFound(ACCOUNT, id, now))
        : List.copyOf(live.history);
  }
}
