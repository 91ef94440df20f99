package outcry.simulation.venue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.Filled;
import outcry.model.Liquidity;
import outcry.model.OrderType;
import outcry.model.TimeInForce;
import outcry.simulation.fault.Weather;
import outcry.simulation.kernel.Chance;
import outcry.simulation.kernel.Trace;
import outcry.simulation.kernel.VirtualScheduler;
import outcry.venue.VenueOrder;

/**
 * The venue. Its orders and fills are the truth, whatever anybody was told. It guarantees what its
 * capability record says and nothing else.
 */
public final class SimulatedVenue {

  /** Where MARKET orders fill. */
  public static final long MARKET_PRICE = 10_000;

  private static final long MICROS = 1_000;
  private static final long LOT = 10;
  private static final long BUSTED_WITHIN_NANOS = 3_000_000_000L;

  private record Key(String account, String clientOrderId) {}

  private final VirtualScheduler scheduler;
  private final Chance chance;
  private final Weather weather;
  private final VenueProfile profile;
  private final VenueWitness witness;
  private final Trace trace;
  private final Sessions sessions = new Sessions();
  private final List<HeldOrder> orders = new ArrayList<>();
  private final Map<Key, HeldOrder> latest = new HashMap<>();
  private final Set<Key> seen = new HashSet<>();
  private int underWay;
  private long executions;
  private int bustPermille;
  private Chance oddities;
  private boolean closed;

  public SimulatedVenue(
      VirtualScheduler scheduler,
      Chance chance,
      Weather weather,
      VenueProfile profile,
      VenueWitness witness,
      Trace trace) {
    this.scheduler = scheduler;
    this.chance = chance;
    this.weather = weather;
    this.profile = profile;
    this.witness = witness;
    this.trace = trace;
  }

  public VenueProfile profile() {
    return profile;
  }

  /** Every order it ever had, in the order it got them: the truth. */
  public List<HeldOrder> orders() {
    return Collections.unmodifiableList(orders);
  }

  /** Whether it ever accepted such an order. */
  public boolean has(String account, String clientOrderId) {
    return latest.containsKey(new Key(account, clientOrderId));
  }

  /** Whether it has such an order open. */
  public boolean isOpen(String account, String clientOrderId) {
    var order = latest.get(new Key(account, clientOrderId));
    return order != null && order.isOpen();
  }

  /** Whether nothing is on its way to it, within it, or from it. */
  public boolean isQuiet() {
    return underWay == 0;
  }

  /** Draws when the sessions are cut. */
  public void plan(long withinNanos) {
    var faults = weather.venue();
    for (int i = 0; i < faults.disconnects(); i++) {
      scheduler.after(
          chance.between(0, withinNanos),
          () -> sessions.cut(() -> chance.between(1, faults.disconnectMaxNanos())));
    }
  }

  /**
   * @param permille so many fills are taken back
   * @param ofItsOwn so that a life in which fills stand is what it would be without this
   */
  public void planBusts(int permille, Chance ofItsOwn) {
    bustPermille = permille;
    oddities = ofItsOwn;
  }

  /** Resting orders fill no more. */
  public void stopFilling() {
    closed = true;
  }

  /** Whether nobody will ever hear what it says now. */
  boolean losesReport() {
    return !closed && chance.permille(sessions.telling().lostPermille());
  }

  public Sessions sessions() {
    return sessions;
  }

  /**
   * Somebody trades with an open order.
   *
   * @param quantity quantity units, at most what is left
   */
  public void trade(String account, String clientOrderId, long quantity) {
    var order = latest.get(new Key(account, clientOrderId));
    if (order == null || !order.isOpen() || quantity > order.quantity() - order.filled()) {
      throw new IllegalArgumentException(clientOrderId + " cannot fill " + quantity);
    }
    fill(order, quantity);
  }

  VirtualScheduler scheduler() {
    return scheduler;
  }

  Chance chance() {
    return chance;
  }

  Weather weather() {
    return weather;
  }

  Trace trace() {
    return trace;
  }

  /** Something that happens later counts as under way until then. */
  void later(long delayNanos, Runnable action) {
    underWay++;
    scheduler.after(
        delayNanos,
        () -> {
          underWay--;
          action.run();
        });
  }

  long nowNanos() {
    return scheduler.nowNanos() + profile.clockErrorNanos();
  }

  /** A submission arrives. */
  void submit(VenueOrder request, Consumer<VenueRefusal> refused) {
    witness.submitArrived(request);
    if (profile.capabilities().honoursDeadline() && nowNanos() > request.deadlineNanos()) {
      refuse(request, VenueRefusal.DEADLINE_PASSED, refused);
      return;
    }
    long usual = chance.between(20 * MICROS, 500 * MICROS);
    boolean slow = chance.permille(weather.venue().slowPermille());
    long bound = profile.capabilities().processingBoundNanos();
    long delay = !slow ? usual : chance.half() ? bound : chance.between(usual, bound);
    later(delay, () -> process(request, refused));
  }

  private void process(VenueOrder request, Consumer<VenueRefusal> refused) {
    var key = new Key(request.account(), request.clientOrderId());
    var before = latest.get(key);
    boolean duplicate =
        switch (profile.capabilities().deduplication()) {
          case NONE -> false;
          case OPEN_ORDERS -> before != null && before.isOpen();
          case FOR_EVER -> seen.contains(key);
        };
    seen.add(key);
    if (duplicate) {
      refuse(request, VenueRefusal.DUPLICATE, refused);
      return;
    }
    if (chance.permille(profile.rejectPermille())) {
      refuse(request, VenueRefusal.NOT_ACCEPTABLE, refused);
      return;
    }
    admit(request, false);
  }

  /** Somebody else gives an order in an account of ours. */
  void admitOther(VenueOrder request) {
    admit(request, true);
  }

  private void admit(VenueOrder request, boolean isOther) {
    long now = scheduler.nowNanos();
    long lag = profile.capabilities().notFoundLagNanos();
    var order =
        new HeldOrder(
            request,
            "v" + (orders.size() + 1),
            nowNanos(),
            now + (chance.half() ? lag : chance.between(0, lag)),
            isOther);
    orders.add(order);
    latest.put(new Key(request.account(), request.clientOrderId()), order);
    tell(request, "accepted");
    witness.accepted(order);
    report(order, order.acceptance());
    trade(order);
  }

  private void refuse(VenueOrder request, VenueRefusal why, Consumer<VenueRefusal> refused) {
    tell(request, "refused: " + why);
    refused.accept(why);
  }

  private void tell(VenueOrder request, String what) {
    if (trace.isOn()) {
      trace.line("venue", request.account() + ' ' + request.clientOrderId() + ' ' + what);
    }
  }

  private void trade(HeldOrder order) {
    var request = order.request();
    if (request.timeInForce() == TimeInForce.FOK) {
      if (chance.half()) {
        fill(order, order.quantity());
      } else {
        expire(order, "not all at once");
      }
    } else if (request.timeInForce() == TimeInForce.IOC || request.type() == OrderType.MARKET) {
      while (order.isOpen() && (closed || chance.permille(700))) {
        fill(order, part(order));
      }
      if (order.isOpen()) {
        cancel(order, "the rest of an IOC");
      }
    } else if (chance.permille(profile.fillPermille())) {
      rest(order);
    }
  }

  /** It waits for its next fill. */
  private void rest(HeldOrder order) {
    scheduler.after(
        chance.between(10 * MICROS, profile.fillWithinNanos()),
        () -> {
          if (order.isOpen() && !closed) {
            fill(order, part(order));
            if (order.isOpen() && chance.permille(profile.fillPermille())) {
              rest(order);
            }
          }
        });
  }

  private long part(HeldOrder order) {
    long leaves = order.quantity() - order.filled();
    return chance.half() ? leaves : Math.min(leaves, LOT * chance.between(1, leaves / LOT));
  }

  private void fill(HeldOrder order, long quantity) {
    var request = order.request();
    executions++;
    order.fill(
        new Filled(
            request.account(),
            request.clientOrderId(),
            order.venueOrderId,
            "x" + executions,
            quantity,
            order.price() == 0 ? MARKET_PRICE : order.price(),
            order.filled() + quantity,
            quantity,
            "USD",
            Liquidity.MAKER,
            nowNanos()));
    tell(request, "filled " + quantity + ", " + order.filled() + " of " + order.quantity());
    witness.filled(order, quantity);
    var fill = order.fills().getLast();
    report(order, fill);
    if (bustPermille > 0 && !order.isOther() && oddities.permille(bustPermille)) {
      later(oddities.between(0, BUSTED_WITHIN_NANOS), () -> bust(order, fill));
    }
  }

  /** It was a mistake: both sides are told that the trade never was. */
  private void bust(HeldOrder order, Filled fill) {
    executions++;
    var bust =
        new ExecutionReport.Busted(
            fill.account(), fill.clientOrderId(), "x" + executions, fill.executionId(), nowNanos());
    order.bust(fill, bust);
    tell(order.request(), "loses its fill of " + fill.quantity());
    witness.busted(order, fill.quantity());
    report(order, bust);
  }

  private void cancel(HeldOrder order, String reason) {
    var request = order.request();
    end(
        order,
        new ExecutionReport.Canceled(
            request.account(), request.clientOrderId(), reason, told(order), nowNanos()));
  }

  private void expire(HeldOrder order, String reason) {
    var request = order.request();
    end(
        order,
        new ExecutionReport.Expired(
            request.account(), request.clientOrderId(), reason, told(order), nowNanos()));
  }

  private long told(HeldOrder order) {
    return profile.tellsFilledAtEnd() ? order.filled() : ExecutionReport.UNTOLD;
  }

  private void end(HeldOrder order, ExecutionReport how) {
    order.end(how);
    tell(order.request(), "ended: " + how.getClass().getSimpleName());
    witness.changed(order);
    report(order, how);
    long leaves = order.quantity() - order.filled();
    if (leaves >= LOT && chance.permille(weather.venue().lateFillPermille())) {
      // A fill from before the cancellation that the venue itself learns of later.
      later(chance.between(0, weather.venue().slowMaxNanos()), () -> fill(order, part(order)));
    }
  }

  void cancel(String account, String clientOrderId) {
    var order = latest.get(new Key(account, clientOrderId));
    if (order != null && order.isOpen()) {
      cancel(order, "asked");
    } else {
      sessions.report(
          new ExecutionReport.CancelRejected(
              account, clientOrderId, order == null ? "unknown" : "too late", nowNanos()));
    }
  }

  void amend(String account, String clientOrderId, long quantity, long price) {
    witness.amendArrived(account, clientOrderId, quantity, price);
    var order = latest.get(new Key(account, clientOrderId));
    if (order != null && order.isOpen() && quantity > order.filled()) {
      var change = new ExecutionReport.Amended(account, clientOrderId, quantity, price, nowNanos());
      order.amend(change);
      tell(order.request(), "amended to " + quantity + " at " + price);
      witness.changed(order);
      report(order, change);
    } else {
      sessions.report(
          new ExecutionReport.AmendRejected(
              account, clientOrderId, order == null ? "unknown" : "too late", nowNanos()));
    }
  }

  List<ExecutionReport> query(String account, String clientOrderId) {
    var order = latest.get(new Key(account, clientOrderId));
    boolean visible = order != null && scheduler.nowNanos() >= order.visibleNanos;
    return visible
        ? order.story()
        : List.of(new ExecutionReport.NotFound(account, clientOrderId, nowNanos()));
  }

  private void report(HeldOrder order, ExecutionReport report) {
    if (!order.isOther() || sessions.telling().tellsOthers()) {
      sessions.report(report);
    }
  }
}
