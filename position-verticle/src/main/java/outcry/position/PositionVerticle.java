package outcry.position;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
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
 * Keeps the positions of all partitions up to date with the journal, values them at the market, and
 * answers for many accounts at once. Started when everything journaled before is projected.
 */
public final class PositionVerticle extends VerticleBase {

  /** Accounts of one query; more are refused. */
  public static final int ACCOUNTS_MAX = 10_000;

  /** How long a stop waits for the batches under way; a transaction ends one way or the other. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  private static final String HEALTH_PART = "positions";

  private final Node node;
  private final Journal journal;
  private final Instruments instruments;
  private final PositionConfig config;
  private final Marks marks = new Marks();
  private final List<PartitionReader> readers = new ArrayList<>();
  private final List<Registration> registrations = new ArrayList<>();
  private Context home;

  public PositionVerticle(
      Node node, Journal journal, Instruments instruments, PositionConfig config) {
    this.node = node;
    this.journal = journal;
    this.instruments = instruments;
    this.config = config;
  }

  @Override
  public Future<?> start() {
    home = context;
    var started = new ArrayList<Future<?>>();
    for (int partition = 0; partition < config.partitions(); partition++) {
      var reader =
          new PartitionReader(
              node, home, journal, config, instruments, partition, this::countFills);
      readers.add(reader);
      node.metrics()
          .gauge("position_lag_events", reader::lag, "partition", Integer.toString(partition));
      registrations.add(
          node.bus()
              .on(
                  Addresses.journalAdvance(partition),
                  advance -> reader.doorbell(advance.sequence())));
      started.add(reader.start());
    }
    registrations.add(node.bus().on(Addresses.MARKET_TOP, this::onTop));
    registrations.add(node.bus().onRequest(Addresses.POSITIONS, this::onQuery));
    registrations.forEach(registration -> started.add(registration.ready()));
    node.health().part(HEALTH_PART, this::health);
    return Future.all(started)
        .recover(failure -> stop().transform(_ -> Future.failedFuture(failure)));
  }

  @Override
  public Future<?> stop() {
    node.health().remove(HEALTH_PART);
    var stopped = new ArrayList<Future<?>>();
    registrations.forEach(registration -> stopped.add(registration.unregister()));
    for (var reader : readers) {
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

  private Future<PositionList> onQuery(PositionQuery query) {
    var accounts = query.accounts().isEmpty() ? known() : query.accounts();
    if (accounts.size() > ACCOUNTS_MAX) {
      return Future.failedFuture(
          new RefusedException(
              RefusalCode.OVERLOADED,
              accounts.size() + " accounts asked for, at most " + ACCOUNTS_MAX));
    }
    return FanOut.all(accounts, this::account, config.accountTimeout())
        .map(
            outcomes -> {
              var answers = new ArrayList<AccountPositions>();
              outcomes.forEach((account, outcome) -> answers.add(answer(account, outcome)));
              return new PositionList(List.copyOf(answers));
            });
  }

  private List<String> known() {
    var known = new TreeSet<>(config.accounts());
    readers.forEach(reader -> known.addAll(reader.positions().accounts()));
    return List.copyOf(known);
  }

  private Future<AccountPositions> account(String account) {
    var reader = readers.get(Addresses.partitionOf(account, config.partitions()));
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

  private Health.Status health() {
    for (var reader : readers) {
      if (!reader.trouble().isEmpty()) {
        return Health.Status.down(reader.trouble());
      }
    }
    return Health.Status.UP;
  }
}
