package outcry.simulation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Map;
import outcry.model.MarketEvent.Quote;
import outcry.model.TradingDay;
import outcry.model.cluster.LeaseTerms;
import outcry.order.core.OrderConfig;
import outcry.order.core.Orders;
import outcry.order.core.TradingDays;
import outcry.simulation.audit.Auditor;
import outcry.simulation.audit.Findings;
import outcry.simulation.client.Clients;
import outcry.simulation.cluster.Cluster;
import outcry.simulation.cluster.Node;
import outcry.simulation.cluster.SimulatedBus;
import outcry.simulation.database.SimulatedDatabase;
import outcry.simulation.database.Tables;
import outcry.simulation.fault.Faults;
import outcry.simulation.fault.Weather;
import outcry.simulation.kernel.Chance;
import outcry.simulation.kernel.Fingerprint;
import outcry.simulation.kernel.Trace;
import outcry.simulation.kernel.VirtualScheduler;
import outcry.simulation.venue.AccountDesk;
import outcry.simulation.venue.SimulatedVenue;
import outcry.simulation.venue.VenueProfile;

/**
 * One life of a cluster. First clients act and everything goes wrong: nothing may ever be wrong.
 * Then nothing goes wrong any more: everything must converge, and is compared.
 */
public final class Simulation {

  private static final long MILLIS = 1_000_000L;
  private static final long SECOND = 1_000 * MILLIS;
  private static final long LOOK_NANOS = 500 * MILLIS;

  /** What faults have begun may take this long to end: a message delayed, a node stopped. */
  private static final long AFTERMATH_NANOS = 45 * SECOND;

  /** I26: how long an order may be of unknown fate once nothing is wrong any more. */
  private static final long RESOLVE_NANOS = 45 * SECOND;

  /** When people look at what was found, and how often they answer. */
  private static final long PEOPLE_NANOS = 15 * SECOND;

  private static final long ADOPT_NANOS = 3 * SECOND;

  /** What clocks may be off, and a cancel takes. */
  private static final long CLOCKS_NANOS = SECOND;

  private static final int COMPARISONS = 2;

  private final long seed;
  private final Scale scale;
  private final Fingerprint fingerprint = new Fingerprint();
  private final VirtualScheduler scheduler;
  private final Weather weather;
  private final Faults faults;
  private final SimulatedBus bus;
  private final SimulatedDatabase database;
  private final SimulatedVenue venue;
  private final Cluster cluster;
  private final Clients clients;
  private final Findings findings;
  private final Auditor auditor;
  private final Bookkeeping books;
  private final int conditionals;

  private Simulation(long seed, Trace trace) {
    this.seed = seed;
    var chance = new Chance(seed);
    scheduler = new VirtualScheduler(chance.split(), fingerprint);
    trace.timedBy(scheduler);
    scale = Scale.draw(chance);
    faults = Faults.draw(chance);
    weather = new Weather(faults, chance.split());
    findings = new Findings(scheduler, trace);
    var ofBooks = new Chance(~seed);
    books = Bookkeeping.draw(ofBooks);
    var profile =
        VenueProfile.draw(chance, faults.node().clockErrorMaxNanos())
            .with(books.telling().snapshots());
    var times = new Chance(Long.reverse(seed));
    conditionals = times.of(0, 0, 0, 12);
    var day = conditionals == 0 ? TradingDay.AROUND_THE_CLOCK : tradingDay(times);
    var config =
        scale.config().with(books.config()).withTradingDays(new TradingDays(day, Map.of()));
    var tables = new Tables[1];
    auditor =
        new Auditor(
            findings,
            fingerprint,
            trace,
            partition -> tables[0].lease(partition).epoch(),
            scale.terms(faults.node().clockErrorMaxNanos()),
            () -> orders(config, profile));
    tables[0] = new Tables(auditor::committed);
    auditor.reads(tables[0]);
    database =
        new SimulatedDatabase(scheduler, chance.split(), weather, tables[0], LeaseTerms.DEFAULT);
    bus = new SimulatedBus(scheduler, chance.split(), weather);
    venue = new SimulatedVenue(scheduler, chance.split(), weather, profile, auditor, trace);
    var accounts = new AccountDesk(venue, Scale.INSTRUMENTS, auditor, ofBooks);
    venue.sessions().tell(books.telling(), accounts);
    cluster =
        new Cluster(
            chance.split(),
            bus,
            database,
            venue,
            auditor,
            config,
            Scale.INSTRUMENTS,
            LeaseTerms.DEFAULT,
            scale.accounts(),
            scale.partitions());
    var nodes = new ArrayList<Node>();
    for (int i = 1; i <= scale.nodes(); i++) {
      nodes.add(new Node("node-" + i, scheduler, chance.split(), weather, trace));
    }
    var readers = new ArrayList<Node>();
    for (int i = chance.between(1, 2); i > 0; i--) {
      readers.add(new Node("reader-" + i, scheduler, chance.split(), weather, trace));
    }
    cluster.start(nodes, readers);
    clients =
        new Clients(scheduler, chance.split(), cluster, auditor, scale.accounts(), Scale.symbols());
    if (conditionals > 0) {
      auditor.keepsTime(day);
      cluster.quotes(quote -> auditor.quoted((Quote) quote));
      clients.planConditions(conditionals, SECOND / 2, scale.busyNanos(), times);
    }
    plan(chance.split());
    if (books.isKept()) {
      auditor.reconciles(books.policy(), venue, accounts, Scale.INSTRUMENTS, cluster::partitionOf);
      int transfers = profile.capabilities().honoursDeadline() ? books.transfers() : 0;
      accounts.plan(books.others(), transfers, scale.accounts(), scale.busyNanos());
    }
  }

  /** One that closes while clients act, or soon after. */
  private static TradingDay tradingDay(Chance chance) {
    var start = Instant.ofEpochSecond(0, VirtualScheduler.START_NANOS).atZone(ZoneOffset.UTC);
    var opened = start.minusMinutes(chance.between(1, 10)).toLocalTime();
    var closes = start.plusSeconds(chance.between(5, 30)).toLocalTime();
    return new TradingDay(ZoneOffset.UTC, opened, closes, EnumSet.allOf(DayOfWeek.class));
  }

  private static Orders orders(OrderConfig config, VenueProfile profile) {
    return new Orders(config, Scale.INSTRUMENTS, Map.of(VenueProfile.NAME, profile.capabilities()));
  }

  /**
   * @param lists of its own, and drawn last: a life without lists is what it was before there were
   *     any
   */
  private void plan(Chance lists) {
    clients.plan(scale.actions(), SECOND / 2, scale.busyNanos());
    clients.planLists(lists.of(0, 0, 4, 12), SECOND / 2, scale.busyNanos(), lists);
    cluster.planMarket(lists.of(0, 0, 4, 10), scale.busyNanos(), scheduler, lists, auditor::quoted);
    var oddities = lists.split();
    clients.planAlgorithms(oddities.of(0, 0, 0, 3), SECOND / 2, scale.busyNanos(), oddities);
    venue.planBusts(oddities.of(0, 0, 0, 150), oddities);
    cluster.plan(faults.node(), scale.busyNanos());
    database.plan(scale.busyNanos());
    venue.plan(scale.busyNanos());
    for (int i = 1; i <= COMPARISONS; i++) {
      scheduler.after(i * scale.busyNanos() / (COMPARISONS + 1), this::compare);
    }
  }

  private void compare() {
    for (int partition = 0; partition < scale.partitions(); partition++) {
      var seat = cluster.trading(partition);
      if (seat != null) {
        seat.compareWhenDrained();
      }
    }
  }

  /** Lives the life of a seed. */
  public static Outcome run(long seed) {
    return run(seed, Trace.OFF);
  }

  public static Outcome run(long seed, Trace trace) {
    return new Simulation(seed, trace).run();
  }

  private Outcome run() {
    scheduler.runUntil(VirtualScheduler.START_NANOS + scale.busyNanos());
    weather.clearUp();
    database.clearUp();
    venue.stopFilling();
    long clear = scheduler.nowNanos();
    if (books.waitsForPeople()) {
      scheduler.runUntil(clear + AFTERMATH_NANOS + PEOPLE_NANOS);
      auditor.peopleDecide();
      adopt();
    }
    converge(clear + AFTERMATH_NANOS + RESOLVE_NANOS);
    if (conditionals > 0) { // a trailing stop follows from its first quote on
      cluster.quoteAll();
    } else {
      cluster.quoteAgain(); // who was not up to it before hears it now
    }
    scheduler.runUntil(scheduler.nowNanos() + LOOK_NANOS);
    converge(scheduler.nowNanos() + RESOLVE_NANOS);
    boolean converged = isConverged() && !scheduler.isExhausted();
    auditor.concludeTimes(scheduler.nowNanos() - CLOCKS_NANOS);
    auditor.conclude(cluster, database, venue, converged);
    scheduler.runUntil(scheduler.nowNanos() + LOOK_NANOS);
    return new Outcome(
        seed,
        fingerprint.value(),
        scheduler.happened(),
        scheduler.elapsedNanos(),
        findings.first());
  }

  /** People have looked: what is at the venue becomes ours. Asked until nothing differs. */
  private void adopt() {
    for (int partition = 0; partition < scale.partitions(); partition++) {
      var seat = cluster.trading(partition);
      if (seat != null) {
        seat.owner().reconcile(books.answer(), (_, _) -> {});
      }
    }
    scheduler.after(ADOPT_NANOS, this::adopt);
  }

  private void converge(long atMostNanos) {
    while (!isConverged() && scheduler.nowNanos() < atMostNanos) {
      scheduler.runUntil(scheduler.nowNanos() + LOOK_NANOS);
    }
  }

  /** Whether nothing is on its way, everybody has their answer, and the state is known. */
  private boolean isConverged() {
    return findings.first() != null
        || scheduler.isExhausted()
        || (bus.isQuiet()
            && venue.isQuiet()
            && cluster.isUp()
            && clients.areAnswered()
            && cluster.isSettled()
            && auditor.outlived(scheduler.nowNanos() - CLOCKS_NANOS) == null
            && auditor.isAtRest(cluster::partitionOf));
  }
}
