package outcry.simulation.venue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import outcry.model.ExecutionReport.Filled;
import outcry.model.Instructions;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.Money;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.VenueAccount;
import outcry.model.VenueAccount.Execution;
import outcry.model.VenueAccount.Holding;
import outcry.model.VenueAccount.OpenOrder;
import outcry.simulation.kernel.Chance;
import outcry.venue.VenueOrder;

/**
 * What the venue knows of whole accounts, and what others do in them: give orders, and move what is
 * held. Each part of a snapshot is of a moment of its own, as old as the venue allows itself.
 */
public final class AccountDesk {

  /** Executions in one answer; who wants more asks again. */
  private static final int PAGE = 25;

  private static final long LOT = 10;
  private static final int LOTS_MAX = 12;

  /**
   * Somebody moved a position in or out, past every order.
   *
   * @param quantity quantity units, signed
   * @param atNanos by the venue's clock
   */
  public record Transfer(String account, String symbol, long quantity, long atNanos) {}

  private final SimulatedVenue venue;
  private final Instruments instruments;
  private final Chance chance;
  private final VenueWitness witness;
  private final List<Transfer> transfers = new ArrayList<>();
  private int others;

  /**
   * @param ofItsOwn so that a life without others is what it would be without this
   */
  public AccountDesk(
      SimulatedVenue venue, Instruments instruments, VenueWitness witness, Chance ofItsOwn) {
    this.witness = witness;
    this.venue = venue;
    this.instruments = instruments;
    this.chance = ofItsOwn;
  }

  /** Draws what others do when. */
  public void plan(int orders, int moves, List<String> accounts, long withinNanos) {
    for (int i = 0; i < orders; i++) {
      venue.later(chance.between(0, withinNanos), () -> order(chance.of(accounts)));
    }
    for (int i = 0; i < moves; i++) {
      venue.later(chance.between(0, withinNanos), () -> transfer(chance.of(accounts)));
    }
  }

  private void order(String account) {
    boolean isMarket = chance.permille(300);
    others++;
    venue.admitOther(
        new VenueOrder(
            account,
            "other-" + others,
            chance.of(instruments.all()).symbol(),
            chance.of(Side.values()),
            isMarket ? OrderType.MARKET : OrderType.LIMIT,
            isMarket ? TimeInForce.IOC : TimeInForce.GTC,
            LOT * chance.between(1, LOTS_MAX),
            isMarket ? 0 : SimulatedVenue.MARKET_PRICE,
            false,
            false,
            Instructions.NONE,
            Long.MAX_VALUE));
  }

  private void transfer(String account) {
    var symbol = chance.of(instruments.all()).symbol();
    long quantity = LOT * chance.between(1, LOTS_MAX) * (chance.half() ? 1 : -1);
    transfers.add(new Transfer(account, symbol, quantity, venue.nowNanos()));
    if (venue.trace().isOn()) {
      venue.trace().line("venue", account + ' ' + symbol + " is moved by " + quantity);
    }
    witness.transferred(account, symbol);
  }

  /** In the order they were made. */
  public List<Transfer> transfers() {
    return Collections.unmodifiableList(transfers);
  }

  /** Answers what an account has, with executions from a time by the venue's clock on. */
  VenueAccount snapshot(String account, long sinceNanos, long lagNanos) {
    long now = venue.nowNanos();
    var executions = executions(account, sinceNanos, now - chance.between(0, lagNanos));
    boolean isComplete = executions.size() <= PAGE;
    long heldAt = now - chance.between(0, lagNanos);
    return new VenueAccount(
        account,
        now,
        orders(account, now - chance.between(0, lagNanos)),
        isComplete ? executions : executions.subList(0, PAGE),
        isComplete,
        holdings(account, heldAt),
        balances(account, heldAt));
  }

  private List<OpenOrder> orders(String account, long atNanos) {
    var open = new ArrayList<OpenOrder>();
    for (var order : of(account)) {
      var then = order.at(atNanos);
      if (then.isOpen()) {
        var request = order.request();
        open.add(
            new OpenOrder(
                request.clientOrderId(),
                order.venueOrderId,
                request.symbol(),
                request.side(),
                request.type(),
                request.timeInForce(),
                then.quantity(),
                then.price(),
                then.filled()));
      }
    }
    return open;
  }

  /** Those that were taken back, too: they happened. */
  private List<Execution> executions(String account, long sinceNanos, long atNanos) {
    var executions = new ArrayList<Execution>();
    for (var order : of(account)) {
      for (var fill : order.fills()) {
        if (fill.venueNanos() >= sinceNanos && fill.venueNanos() <= atNanos) {
          executions.add(new Execution(fill, order.request().symbol(), order.request().side()));
        }
      }
    }
    executions.sort(Comparator.comparingLong(execution -> execution.report().venueNanos()));
    return executions;
  }

  private List<Holding> holdings(String account, long atNanos) {
    var held = new TreeMap<String, Long>();
    for (var order : of(account)) {
      long quantity = order.at(atNanos).stands() * order.request().side().sign();
      held.merge(order.request().symbol(), quantity, Long::sum);
    }
    for (var transfer : transfers) {
      if (transfer.account.equals(account) && transfer.atNanos <= atNanos) {
        held.merge(transfer.symbol, transfer.quantity, Long::sum);
      }
    }
    var holdings = new ArrayList<Holding>();
    held.forEach(
        (symbol, quantity) -> {
          if (quantity != 0) {
            holdings.add(new Holding(symbol, quantity, SimulatedVenue.MARKET_PRICE));
          }
        });
    return holdings;
  }

  private List<Money> balances(String account, long atNanos) {
    var left = new LinkedHashMap<String, Long>();
    for (var order : of(account)) {
      var instrument = instruments.find(order.request().symbol()).orElseThrow();
      for (var fill : order.fills()) {
        if (fill.venueNanos() <= atNanos && !order.isGone(fill, atNanos)) {
          book(left, order, fill, instrument);
        }
      }
    }
    var balances = new ArrayList<Money>();
    left.forEach((currency, units) -> balances.add(new Money(currency, units)));
    return balances;
  }

  private static void book(
      Map<String, Long> left, HeldOrder order, Filled fill, Instrument instrument) {
    long value = instrument.notional(fill.price(), fill.quantity());
    left.merge(instrument.quoteCurrency(), -order.request().side().sign() * value, Long::sum);
    left.merge(fill.feeCurrency(), -fill.fee(), Long::sum);
  }

  private List<HeldOrder> of(String account) {
    return venue.orders().stream()
        .filter(order -> order.request().account().equals(account))
        .toList();
  }
}
