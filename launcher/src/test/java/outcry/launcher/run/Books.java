package outcry.launcher.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import outcry.journal.Journal;
import outcry.journal.JournalConfig;
import outcry.journal.SqliteJournal;
import outcry.launcher.setup.DataDir;
import outcry.model.JournaledEvent;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.OrderCanceled;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderExpired;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.OrderNotSent;
import outcry.model.OrderEvent.OrderRejected;
import outcry.position.PositionAudit;
import outcry.venue.log.FileVenueLog;
import outcry.venue.log.VenueLogEntry;
import outcry.venue.log.VenueLogEntry.FillLogged;
import outcry.venue.log.VenueLogEntry.OrderLogged;
import outcry.venue.log.VenueLogHistory;

/**
 * The journal and the paper venue's log of a stopped instance, compared the dull way. Shares no
 * code with what it checks beyond reading both.
 */
final class Books {

  private static final int ORDERS_MAX = 1_000_000;

  /** One fill, wherever it is written. */
  record FillLine(String clientOrderId, long quantity, long price, long fee) {}

  /** An order as the journal tells it. */
  private static final class Told {
    private final SubmitOrder order;
    private boolean intended;
    private boolean ended;

    Told(SubmitOrder order) {
      this.order = order;
    }
  }

  private final List<String> violations = new ArrayList<>();
  private final Map<String, Told> orders = new TreeMap<>();
  private final Map<String, FillLine> journaledFills = new TreeMap<>();
  private final Map<String, FillLine> venueFills = new TreeMap<>();
  private final Map<String, Long> positions = new TreeMap<>();
  private long events;

  private Books() {}

  /** Reads both; nobody may have the data directory open. */
  static Books read(DataDir dataDir) throws IOException {
    var books = new Books();
    books.readJournal(dataDir.database());
    books.readVenueLog(dataDir.paperLog());
    return books;
  }

  /** Every event of every partition. */
  static List<JournaledEvent> events(Journal journal) {
    var all = new ArrayList<JournaledEvent>();
    for (int partition : await(journal.partitions())) {
      long last = await(journal.lastSequence(partition));
      for (long after = 0; after < last; ) {
        var page = await(journal.read(partition, after, Journal.READ_MAX));
        all.addAll(page);
        after = page.getLast().sequence();
      }
    }
    return all;
  }

  private void readJournal(Path database) {
    try (var journal = SqliteJournal.open(database, JournalConfig.DEFAULT)) {
      await(journal.verify()).forEach(violation -> violations.add(violation.toString()));
      violations.addAll(await(new PositionAudit(journal, Accounts.PARTITIONS).check()));
      for (int partition : await(journal.partitions())) {
        long last = await(journal.lastSequence(partition));
        long projected = await(journal.offset("position", partition));
        if (projected != last) {
          violations.add("positions of %d are at %d of %d".formatted(partition, projected, last));
        }
      }
      var byOrderId = new TreeMap<String, Told>();
      for (var journaled : events(journal)) {
        events++;
        take(
            journaled.partition() + "/" + journaled.event().orderId(),
            journaled.event(),
            byOrderId);
      }
    }
  }

  private void take(String place, OrderEvent event, Map<String, Told> byOrderId) {
    switch (event) {
      case OrderIntended(_, _, _, var order, _, _, _) ->
          begin(place, order, byOrderId).intended = true;
      case OrderDenied(_, _, _, var order, _, _, _) -> begin(place, order, byOrderId).ended = true;
      case OrderRejected _, OrderCanceled _, OrderExpired _, OrderNotSent _ ->
          byOrderId.get(place).ended = true;
      case OrderFilled fill -> {
        var told = byOrderId.get(place);
        told.ended |= fill.leavesQuantity() == 0;
        var line =
            new FillLine(told.order.clientOrderId(), fill.quantity(), fill.price(), fill.fee());
        if (journaledFills.put(fill.account() + " " + fill.executionId(), line) != null) {
          violations.add("execution journaled twice: " + fill.executionId());
        }
        positions.merge(
            fill.account() + " " + fill.symbol(),
            fill.side().sign() * fill.quantity(),
            Math::addExact);
      }
      default -> {
        // neither begins nor ends an order
      }
    }
  }

  private Told begin(String place, SubmitOrder order, Map<String, Told> byOrderId) {
    var told = new Told(order);
    byOrderId.put(place, told);
    if (orders.put(key(order.account(), order.clientOrderId()), told) != null) {
      violations.add("order journaled twice: " + order.clientOrderId());
    }
    return told;
  }

  private void readVenueLog(Path file) throws IOException {
    List<VenueLogEntry> entries;
    try (var log = FileVenueLog.open(file, false)) {
      entries = log.recovered();
    }
    var history = new VenueLogHistory(ORDERS_MAX);
    var atVenue = new TreeSet<String>();
    for (var entry : entries) {
      history.apply(entry);
      atVenue.add(key(entry.account(), entry.clientOrderId()));
      switch (entry) {
        case FillLogged(var fill) -> {
          var line = new FillLine(fill.clientOrderId(), fill.quantity(), fill.price(), fill.fee());
          if (venueFills.put(fill.account() + " " + fill.executionId(), line) != null) {
            violations.add("execution twice at the venue: " + fill.executionId());
          }
        }
        case OrderLogged(var order, _, _) -> {
          var told = orders.get(key(order.account(), order.clientOrderId()));
          if (told == null || !told.intended) {
            violations.add("I1: at the venue without an intent: " + order);
          } else if (!order.symbol().equals(told.order.symbol())
              || order.side() != told.order.side()
              || order.quantity() != told.order.quantity()
              || order.price() != told.order.price()) {
            violations.add("another order at the venue: " + order + ", intended " + told.order);
          }
        }
        default -> {
          // ends and amendments show in the history
        }
      }
    }
    orders.forEach(
        (key, told) -> {
          var logged = history.find(told.order.account(), told.order.clientOrderId());
          boolean open = logged.isPresent() && logged.get().isOpen();
          if (open == told.ended) {
            violations.add(
                key
                    + " is "
                    + (told.ended ? "ended" : "open")
                    + " in the journal, at the venue "
                    + logged.map(order -> order.reports().toString()).orElse("unknown"));
          }
        });
    atVenue.removeAll(orders.keySet());
    atVenue.forEach(key -> violations.add("the journal does not know " + key));
    if (!journaledFills.equals(venueFills)) {
      var onlyVenue = new TreeMap<>(venueFills);
      onlyVenue.entrySet().removeAll(journaledFills.entrySet());
      var onlyJournal = new TreeMap<>(journaledFills);
      onlyJournal.entrySet().removeAll(venueFills.entrySet());
      violations.add("fills only at the venue " + onlyVenue + ", only journaled " + onlyJournal);
    }
  }

  /** Empty is good. */
  List<String> violations() {
    return violations;
  }

  /** By account and symbol, quantity units; flat ones are left out. */
  Map<String, Long> positions() {
    var open = new TreeMap<>(positions);
    open.values().removeIf(quantity -> quantity == 0);
    return open;
  }

  /** The order as the journal has it; null if it has none. */
  Wanted order(String account, String clientOrderId) {
    var told = orders.get(key(account, clientOrderId));
    return told == null ? null : Wanted.of(told.order);
  }

  long orders() {
    return orders.size();
  }

  long fills() {
    return journaledFills.size();
  }

  long openOrders() {
    return orders.values().stream().filter(told -> !told.ended).count();
  }

  long events() {
    return events;
  }

  private static String key(String account, String clientOrderId) {
    return account + " " + clientOrderId;
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
  }
}
