package outcry.position;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import outcry.bus.Addresses;
import outcry.bus.Health;
import outcry.bus.Node;
import outcry.bus.RefusedException;
import outcry.bus.Registration;
import outcry.bus.async.Deadline;
import outcry.bus.async.FanOut;
import outcry.bus.async.Outcome;
import outcry.journal.Journal;
import outcry.journal.JournalException;
import outcry.model.Instruments;
import outcry.model.RefusalCode;
import outcry.model.query.AccountPositions;
import outcry.model.query.MarketTop;
import outcry.model.query.PositionList;
import outcry.model.query.PositionQuery;
import outcry.position.core.Changes;
import outcry.position.core.Marks;

/**
 * Keeps the positions of some partitions up to date with the journal, values them at the market,
 * and answers for many accounts at once. Started when everything journaled before is projected. Two
 * of them for one partition do no harm: the stored offset lets one of them through.
 */
public final class PositionVerticle extends VerticleBase {

  /** Accounts of one query; more are refused. */
  public static final int ACCOUNTS_MAX = 10_000;

  /** How long a stop waits for the batches under way; a transaction ends one way or the other. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  private static final String LAG = "position_lag_events";

  private final Node node;
  private final Journal journal;
  private final Instruments instruments;
  private final PositionConfig config;
  private final Marks marks = new Marks();
  private final Set<Integer> partitions;
  private final Map<Integer, PartitionReader> readers = new TreeMap<>();
  private final List<Registration> registrations = new ArrayList<>();
  private Context home;

  /** Of all partitions. */
  public PositionVerticle(
      Node node, Journal journal, Instruments instruments, PositionConfig config) {
    this(
        node,
        journal,
        instruments,
        config,
        IntStream.range(0, config.partitions()).boxed().collect(Collectors.toSet()));
  }

  /**
   * @param partitions which it reads and answers for
   */
  public PositionVerticle(
      Node node,
      Journal journal,
      Instruments instruments,
      PositionConfig config,
      Set<Integer> partitions) {
    if (partitions.isEmpty()
        || partitions.stream().anyMatch(one -> one < 0 || one >= config.partitions())) {
      throw new IllegalArgumentException(
          "partitions must be some of 0 to " + (config.partitions() - 1) + ", were " + partitions);
    }
    this.partitions = new TreeSet<>(partitions);
    this.node = node;
    this.journal = journal;
    this.instruments = instruments;
    this.config = config;
  }

  @Override
  public Future<?> start() {
    home = context;
    node.metrics().announce("position_fills_total");
    node.metrics().announce("position_retries_total");
    var started = new ArrayList<Future<?>>();
    for (int partition : partitions) {
      var reader =
          new PartitionReader(
              node, home, journal, config, instruments, partition, this::countFills);
      readers.put(partition, reader);
      node.metrics().gauge(LAG, reader::lag, "partition", Integer.toString(partition));
      node.health().part(healthPart(partition), () -> health(reader));
      registrations.add(
          node.bus()
              .on(
                  Addresses.journalAdvance(partition),
                  advance -> reader.doorbell(advance.sequence())));
      registrations.add(
          node.bus().onRequest(Addresses.positions(partition), query -> onQuery(partition, query)));
      started.add(reader.start());
    }
    registrations.add(node.bus().on(Addresses.MARKET_TOP, this::onTop));
    registrations.forEach(registration -> started.add(registration.ready()));
    return Future.all(started)
        .recover(failure -> stop().transform(_ -> Future.failedFuture(failure)));
  }

  @Override
  public Future<?> stop() {
    for (int partition : partitions) {
      node.health().remove(healthPart(partition));
      node.metrics().removeGauge(LAG, "partition", Integer.toString(partition));
    }
    var stopped = new ArrayList<Future<?>>();
    registrations.forEach(registration -> stopped.add(registration.unregister()));
    for (var reader : readers.values()) {
      stopped.add(
          Deadline.within(reader.stop(), STOP_TIMEOUT, "a batch under way")
              .recover(_ -> Future.succeededFuture())); // the task list still names the reader
    }
    return Future.join(stopped);
  }

  /**
   * Completes once positions include everything journaled up to the sequence. Any thread; completes
   * on the verticle's context. Fails if the reader is halted, stopped or has run out of retries.
   */
  public Future<Void> caughtUp(int partition, long sequence) {
    Promise<Void> promise = Promise.promise();
    home.runOnContext(_ -> readers.get(partition).caughtUp(sequence).onComplete(promise::handle));
    return promise.future();
  }

  /** Up to where a partition is projected. Any thread. */
  public long offset(int partition) {
    return readers.get(partition).offset();
  }

  private void countFills(Changes changes) {
    node.metrics().counter("position_fills_total").increment(changes.fills());
  }

  private void onTop(MarketTop top) {
    top.symbols().forEach(marks::mark);
  }

  private static String healthPart(int partition) {
    return "positions-" + partition;
  }

  private Future<PositionList> onQuery(int partition, PositionQuery query) {
    var accounts = query.accounts().isEmpty() ? known(partition) : query.accounts();
    if (accounts.size() > ACCOUNTS_MAX) {
      return Future.failedFuture(
          new RefusedException(
              RefusalCode.OVERLOADED,
              accounts.size() + " accounts asked for, at most " + ACCOUNTS_MAX));
    }
    return FanOut.all(accounts, account -> account(partition, account), config.accountTimeout())
        .map(
            outcomes -> {
              var answers = new ArrayList<AccountPositions>();
              outcomes.forEach((account, outcome) -> answers.add(answer(account, outcome)));
              return new PositionList(List.copyOf(answers));
            });
  }

  private List<String> known(int partition) {
    var known = new TreeSet<>(readers.get(partition).positions().accounts());
    config.accounts().stream().filter(one -> partitionOf(one) == partition).forEach(known::add);
    return List.copyOf(known);
  }

  private int partitionOf(String account) {
    return Addresses.partitionOf(account, config.partitions());
  }

  private Future<AccountPositions> account(int partition, String account) {
    if (partitionOf(account) != partition) {
      return Future.failedFuture(
          new RefusedException(
              RefusalCode.NO_OWNER, account + " belongs to partition " + partitionOf(account)));
    }
    var reader = readers.get(partition);
    return reader
        .settled()
        .map(
            _ -> {
              var positions = reader.positions();
              if (!config.accounts().contains(account) && !positions.accounts().contains(account)) {
                throw new RefusedException(
                    RefusalCode.UNKNOWN_ACCOUNT, "nothing is known of account " + account);
              }
              return positions.statement(account, marks);
            });
  }

  private AccountPositions answer(String account, Outcome<AccountPositions> outcome) {
    return switch (outcome) {
      case Outcome.Value<AccountPositions>(var positions) -> positions;
      case Outcome.Failed<AccountPositions>(RefusedException refused) ->
          error(account, refused.code(), refused);
      case Outcome.Failed<AccountPositions>(TimeoutException late) ->
          error(account, RefusalCode.RECOVERING, late);
      case Outcome.Failed<AccountPositions>(JournalException outage) ->
          error(account, RefusalCode.JOURNAL_UNAVAILABLE, outage);
      case Outcome.Failed<AccountPositions>(ArithmeticException overflow) ->
          error(account, RefusalCode.OVERFLOW, overflow);
      case Outcome.Failed<AccountPositions>(var bug) -> error(account, RefusalCode.INTERNAL, bug);
    };
  }

  private static AccountPositions error(String account, RefusalCode code, Throwable cause) {
    return new AccountPositions(
        account, List.of(), List.of(), code.name(), String.valueOf(cause.getMessage()));
  }

  private static Health.Status health(PartitionReader reader) {
    return reader.trouble().isEmpty() ? Health.Status.UP : Health.Status.down(reader.trouble());
  }
}
