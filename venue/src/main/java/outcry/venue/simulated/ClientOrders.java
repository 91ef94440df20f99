package outcry.venue.simulated;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.Filled;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.Int128;
import outcry.model.Liquidity;
import outcry.model.VenueAccount;
import outcry.venue.VenueOrder;
import outcry.venue.log.LoggedOrder;
import outcry.venue.log.VenueAccounts;
import outcry.venue.log.VenueLogEntry;
import outcry.venue.log.VenueLogEntry.AmendLogged;
import outcry.venue.log.VenueLogEntry.ChangeRejectLogged;
import outcry.venue.log.VenueLogEntry.ChangeRejectLogged.Change;
import outcry.venue.log.VenueLogEntry.EndLogged;
import outcry.venue.log.VenueLogEntry.EndLogged.How;
import outcry.venue.log.VenueLogEntry.FillLogged;
import outcry.venue.log.VenueLogEntry.OrderLogged;
import outcry.venue.log.VenueLogEntry.RejectLogged;
import outcry.venue.log.VenueLogHistory;

/**
 * The clients' side of the exchange: every order of theirs ever, what is logged of it and what they
 * are told. Its state is the fold of its log and nothing else, so a restart changes nothing.
 */
final class ClientOrders {

  private static final String VENUE_ORDER_PREFIX = "S-";
  private static final String EXECUTION_PREFIX = "E-";
  private static final long BASIS_POINTS = 10_000;

  private final ExchangeConfig config;
  private final Effects.Outbox outbox;
  private final VenueLogHistory history;
  private final VenueAccounts accounts;
  private final Set<String> clients;

  /** Orders in a book, by their id there. */
  private final Map<Long, VenueOrder> working = new HashMap<>();

  private long acceptedOrders;
  private long executions;
  private VenueOrder incoming;

  ClientOrders(ExchangeConfig config, Instruments instruments, Effects.Outbox outbox) {
    this.config = config;
    this.outbox = outbox;
    this.history = new VenueLogHistory(config.clientOrdersMax());
    this.accounts = new VenueAccounts(instruments, history);
    this.clients = Set.copyOf(config.accounts());
  }

  VenueLogHistory history() {
    return history;
  }

  /** What an earlier exchange logged. */
  void restore(VenueLogEntry entry) {
    history.apply(entry);
    switch (entry) {
      case OrderLogged _ -> acceptedOrders++;
      case FillLogged filled -> {
        executions++;
        accounts.apply(filled);
      }
      case AmendLogged _, EndLogged _, RejectLogged _, ChangeRejectLogged _ -> {}
    }
  }

  /** The book id of an order that comes in now; whatever the book says of it belongs to it. */
  long receive(VenueOrder order) {
    incoming = order;
    return acceptedOrders + 1;
  }

  /** The book id of a logged order that goes into its book again. */
  long receiveAgain(VenueOrder order) {
    long id = bookId(state(order));
    working.put(id, order);
    return id;
  }

  /** The book id of a working order. */
  Optional<Long> working(String account, String clientOrderId) {
    return history
        .find(account, clientOrderId)
        .filter(LoggedOrder::isOpen)
        .map(ClientOrders::bookId);
  }

  VenueOrder order(long id) {
    return working.get(id);
  }

  LoggedOrder state(VenueOrder order) {
    return history.find(order.account(), order.clientOrderId()).orElseThrow();
  }

  void accepted(long id, long now) {
    if (working.containsKey(id)) {
      return; // in its book again after a restart
    }
    acceptedOrders++;
    working.put(id, incoming);
    var venueOrderId = VENUE_ORDER_PREFIX + id;
    write(new OrderLogged(incoming, venueOrderId, now));
  }

  void rejected(long id, String reason, long now) {
    if (working.containsKey(id)) {
      throw new IllegalStateException("cannot put back " + working.get(id) + ": " + reason);
    }
    write(new RejectLogged(incoming.account(), incoming.clientOrderId(), reason, now));
  }

  void madeTrade(Instrument instrument, long id, long quantity, long price, long now) {
    filled(instrument, id, quantity, price, Liquidity.MAKER, config.makerFeeBasisPoints(), now);
  }

  void tookTrade(Instrument instrument, long id, long quantity, long price, long now) {
    filled(instrument, id, quantity, price, Liquidity.TAKER, config.takerFeeBasisPoints(), now);
  }

  void ended(long id, CancelCause cause, long now) {
    var how =
        switch (cause) {
          case REQUESTED, SELF_TRADE -> How.CANCELED;
          case NO_LIQUIDITY, NOT_FILLABLE -> How.EXPIRED;
        };
    end(working.remove(id), how, cause.name(), now);
  }

  void end(VenueOrder order, How how, String reason, long now) {
    long filled = state(order).filled();
    write(new EndLogged(order.account(), order.clientOrderId(), how, reason, filled, now));
  }

  void amended(long id, long open, long price, long now) {
    var order = working.get(id);
    long quantity = state(order).filled() + open;
    write(new AmendLogged(order.account(), order.clientOrderId(), quantity, price, now));
  }

  void amendRejected(long id, String reason, long now) {
    var order = working.get(id);
    refuse(order.account(), order.clientOrderId(), Change.AMEND, reason, now);
  }

  /** Of a stranger nothing is logged. */
  void refuse(String account, String clientOrderId, Change change, String reason, long now) {
    var entry = new ChangeRejectLogged(account, clientOrderId, change, reason, now);
    if (clients.contains(account)) {
      write(entry);
    } else {
      tell(entry.report());
    }
  }

  /** Says something that is not logged, to a stranger. */
  void tell(ExecutionReport report) {
    outbox.add(report);
  }

  void rejectCancel(String account, String clientOrderId, long now) {
    var why = whyNotWorking(account, clientOrderId);
    refuse(account, clientOrderId, Change.CANCEL, why, now);
  }

  void rejectAmend(String account, String clientOrderId, long now) {
    var why = whyNotWorking(account, clientOrderId);
    refuse(account, clientOrderId, Change.AMEND, why, now);
  }

  List<ExecutionReport> query(String account, String clientOrderId, long now) {
    return history.query(account, clientOrderId, now);
  }

  VenueAccount snapshot(String account, long fillsSinceNanos, long now) {
    return accounts.snapshot(account, fillsSinceNanos, now);
  }

  private String whyNotWorking(String account, String clientOrderId) {
    return history.find(account, clientOrderId).isPresent() ? "TERMINAL" : "UNKNOWN_ORDER";
  }

  private void filled(
      Instrument instrument,
      long id,
      long quantity,
      long price,
      Liquidity liquidity,
      int feeBasisPoints,
      long now) {
    var order = working.get(id);
    var state = state(order);
    executions++;
    var fill =
        new Filled(
            order.account(),
            order.clientOrderId(),
            VENUE_ORDER_PREFIX + id,
            EXECUTION_PREFIX + executions,
            quantity,
            price,
            state.filled() + quantity,
            Int128.multiplyDivide(
                instrument.notional(price, quantity), feeBasisPoints, BASIS_POINTS),
            instrument.quoteCurrency(),
            liquidity,
            now);
    var entry = new FillLogged(fill);
    write(entry);
    accounts.apply(entry);
    if (!state.isOpen()) {
      working.remove(id);
    }
  }

  private void write(VenueLogEntry entry) {
    history.apply(entry);
    outbox.add(entry);
    outbox.add(entry.report());
  }

  private static long bookId(LoggedOrder order) {
    return Long.parseLong(
        order.venueOrderId().orElseThrow().substring(VENUE_ORDER_PREFIX.length()));
  }
}
