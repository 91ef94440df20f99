package outcry.order.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import outcry.model.Instrument;
import outcry.model.OrderEvent.BalanceAdjusted;
import outcry.model.OrderEvent.FillBusted;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.PositionEvent;

/**
 * What our events say an account has at each venue, to be held against what the venue says: money
 * per currency, as trading alone left it, and what was booked last.
 */
final class Bookings {

  /** Kept for each account and venue; older bookings are in the journal alone. */
  private static final int RECENT_MAX = 10_000;

  private record Place(String account, String venue) {}

  private static final class Account {
    final TreeMap<String, Long> balances = new TreeMap<>();

    /** By execution id; an adjustment has a number of its own. */
    final LinkedHashMap<String, Booked> recent = new LinkedHashMap<>();

    private long adjustments;

    void add(Booked booked) {
      balances.merge(booked.currency(), booked.value(), Math::addExact);
      if (booked.fee() != 0) {
        balances.merge(booked.feeCurrency(), -booked.fee(), Math::addExact);
      }
      recent.put(
          booked.executionId().isEmpty() ? " " + ++adjustments : booked.executionId(), booked);
      if (recent.size() > RECENT_MAX) {
        recent.pollFirstEntry();
      }
    }
  }

  private static final Account NOTHING = new Account();

  private final Map<Place, Account> accounts = new LinkedHashMap<>();

  /**
   * @param clientOrderId empty for an adjustment
   */
  void apply(PositionEvent event, String clientOrderId, Instrument instrument) {
    var fill = event.fill();
    var execution =
        switch (event) {
          case OrderFilled filled -> filled.executionId();
          case FillBusted busted -> busted.executionId();
          case PositionEvent _ -> "";
        };
    long venueNanos =
        switch (event) {
          case OrderFilled filled -> filled.venueNanos();
          case FillBusted busted -> busted.venueNanos();
          case PositionEvent other -> other.atNanos();
        };
    var account = account(event.account(), instrument.venue());
    if (event instanceof FillBusted busted) {
      account.recent.computeIfPresent(busted.bustedExecutionId(), (_, taken) -> taken.takenBack());
    }
    account.add(
        new Booked(
            execution,
            clientOrderId,
            event.symbol(),
            fill.side().sign() * fill.quantity(),
            fill.price(),
            instrument.quoteCurrency(),
            -fill.side().sign() * instrument.notional(fill.price(), fill.quantity()),
            event.feeCurrency(),
            event.fee(),
            event instanceof OrderFilled,
            venueNanos,
            event.atNanos()));
  }

  void apply(BalanceAdjusted event) {
    account(event.account(), event.venue())
        .add(
            new Booked(
                "",
                "",
                "",
                0,
                0,
                event.currency(),
                event.amount(),
                "",
                0,
                false,
                event.atNanos(),
                event.atNanos()));
  }

  private Account account(String account, String venue) {
    return accounts.computeIfAbsent(new Place(account, venue), _ -> new Account());
  }

  private Account find(String account, String venue) {
    return accounts.getOrDefault(new Place(account, venue), NOTHING);
  }

  /** By currency. */
  Map<String, Long> balances(String account, String venue) {
    return Collections.unmodifiableMap(find(account, venue).balances);
  }

  /** The last bookings, oldest first. */
  List<Booked> recent(String account, String venue) {
    return new ArrayList<>(find(account, venue).recent.sequencedValues());
  }

  /** Null if it is not among the last bookings. */
  Booked recent(String account, String venue, String executionId) {
    SequencedMap<String, Booked> recent = find(account, venue).recent;
    return recent.get(executionId);
  }
}
