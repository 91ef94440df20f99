package outcry.position;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.Addresses;
import outcry.bus.Node;
import outcry.bus.RefusedException;
import outcry.bus.TaskList;
import outcry.journal.Journal;
import outcry.journal.JournalException;
import outcry.model.Instruments;
import outcry.model.JournaledEvent;
import outcry.model.RefusalCode;
import outcry.position.core.Changes;
import outcry.position.core.Positions;

/**
 * Follows the journal of one partition. Reads from its own stored offset in batches, one at a time,
 * whatever the doorbells did; a batch and its offset are committed in one transaction, and only
 * then does the memory follow. An outage is retried; a defect stops it for good. One context.
 */
final class PartitionReader {

  /** Futures that may wait for a sequence; one more is refused. */
  private static final int WAITERS_MAX = 10_000;

  private static final long NO_TIMER = -1;
  private static final Logger LOG = LoggerFactory.getLogger(PartitionReader.class);

  /**
   * Somebody who waits.
   *
   * @param promised whether the sequence is only what a doorbell promised: the end of the journal
   *     will do
   */
  private record Waiter(long sequence, boolean promised, Promise<Void> promise) {}

  private final Node node;
  private final Context context;
  private final Journal journal;
  private final PositionConfig config;
  private final int partition;
  private final Positions positions;
  private final Consumer<Changes> onCommitted;
  private final TaskList.Task task;
  private final Promise<Void> ended = Promise.promise();
  private final List<Waiter> waiters = new ArrayList<>();
  private long retryTimer = NO_TIMER;
  private long pollTimer = NO_TIMER;
  private long gatherTimer = NO_TIMER;
  private boolean loaded;
  private boolean busy;
  private boolean polling;
  private boolean stopping;
  private Throwable defect;
  private int failures;
  private long latest;
  private volatile long offset;
  private volatile long lag;
  private volatile String trouble = "is loading";

  PartitionReader(
      Node node,
      Context context,
      Journal journal,
      PositionConfig config,
      Instruments instruments,
      int partition,
      Consumer<Changes> onCommitted) {
    this.node = node;
    this.context = context;
    this.journal = journal;
    this.config = config;
    this.partition = partition;
    this.positions = new Positions(instruments);
    this.onCommitted = onCommitted;
    this.task = node.tasks().begin("reader", "positions of partition " + partition);
  }

  /** Completes when the rows are loaded and everything journaled before is projected. */
  Future<Void> start() {
    pollTimer = node.vertx().setPeriodic(config.pollInterval().toMillis(), _ -> poll());
    Promise<Void> started = Promise.promise();
    waiters.add(new Waiter(0, false, started));
    step();
    return started.future().compose(_ -> knowLatest()).compose(_ -> settled());
  }

  private Future<Void> knowLatest() {
    Promise<Void> known = Promise.promise();
    hop(
        journal.lastSequence(partition),
        sequence -> {
          doorbell(sequence);
          known.complete();
        },
        known::fail);
    return known.future();
  }

  /** The journal is at least this far. May be late, doubled, or one of several. */
  void doorbell(long sequence) {
    latest = Math.max(latest, sequence);
    stepOrGather();
  }

  /**
   * Unless somebody waits, a few doorbells share a transaction: each one costs the orders a commit.
   */
  private void stepOrGather() {
    if (!waiters.isEmpty() || !loaded) {
      step();
      return;
    }
    lag = Math.max(0, latest - offset);
    if (offset < latest && gatherTimer == NO_TIMER && !busy && !stopping) {
      gatherTimer =
          node.vertx()
              .setTimer(
                  config.gatherInterval().toMillis(),
                  _ -> {
                    gatherTimer = NO_TIMER;
                    step();
                  });
    }
  }

  /** Completes once everything up to the sequence is committed. */
  Future<Void> caughtUp(long sequence) {
    return await(sequence, false);
  }

  /** Completes once everything known to be journaled by now is committed. */
  Future<Void> settled() {
    return await(latest, true);
  }

  private Future<Void> await(long sequence, boolean promised) {
    if (defect != null) {
      return Future.failedFuture(defect);
    }
    if (stopping) {
      return Future.failedFuture(stopped());
    }
    if (waiters.size() >= WAITERS_MAX) {
      return Future.failedFuture(
          new RefusedException(
              RefusalCode.OVERLOADED, WAITERS_MAX + " wait for partition " + partition));
    }
    var waiter = new Waiter(sequence, promised, Promise.promise());
    waiters.add(waiter);
    doorbell(sequence);
    return waiter.promise().future();
  }

  Positions positions() {
    return positions;
  }

  /** Up to where it is committed. Any thread. */
  long offset() {
    return offset;
  }

  /** Events known to be journaled and not committed yet. Any thread. */
  long lag() {
    return lag;
  }

  /** What is wrong; empty if nothing is. Any thread. */
  String trouble() {
    return trouble;
  }

  /** Completes when the batch under way, if any, has ended. Idempotent. */
  Future<Void> stop() {
    if (!stopping) {
      stopping = true;
      node.vertx().cancelTimer(pollTimer);
      if (retryTimer != NO_TIMER) {
        node.vertx().cancelTimer(retryTimer);
      }
      if (gatherTimer != NO_TIMER) {
        node.vertx().cancelTimer(gatherTimer);
      }
      failWaiters(stopped());
      endIfIdle();
    }
    return ended.future();
  }

  private RefusedException stopped() {
    return new RefusedException(
        RefusalCode.RECOVERING, "the reader of partition " + partition + " is stopped");
  }

  private void step() {
    lag = Math.max(0, latest - offset);
    if (busy || stopping || defect != null || retryTimer != NO_TIMER) {
      return;
    }
    if (!loaded) {
      busy = true;
      hop(
          journal.query(connection -> PositionRows.load(connection, partition, this::isMine)),
          this::onLoaded,
          this::onFailure);
      return;
    }
    complete(waiters.stream().filter(waiter -> waiter.sequence() <= offset).toList());
    if (offset < latest) {
      busy = true;
      hop(journal.read(partition, offset, config.batchMax()), this::onRead, this::onFailure);
    }
  }

  private boolean isMine(String account) {
    return Addresses.partitionOf(account, config.partitions()) == partition;
  }

  private void onLoaded(PositionRows.Stored stored) {
    positions.load(stored.positions(), stored.cash());
    offset = stored.offset();
    loaded = true;
    succeeded();
  }

  private void onRead(List<JournaledEvent> events) {
    if (events.isEmpty()) {
      latest = offset; // the doorbell promised more than there is
      complete(waiters.stream().filter(Waiter::promised).toList());
      succeeded();
      return;
    }
    var changes = positions.fold(events);
    long to = events.getLast().sequence();
    hop(
        journal.project(
            PositionRows.READER,
            partition,
            offset,
            to,
            connection -> PositionRows.write(connection, changes)),
        _ -> {
          positions.commit(changes);
          offset = to;
          latest = Math.max(latest, to);
          onCommitted.accept(changes);
          succeeded();
        },
        this::onFailure);
  }

  private void succeeded() {
    busy = false;
    failures = 0;
    trouble = "";
    task.detail("at " + offset);
    complete(waiters.stream().filter(waiter -> waiter.sequence() <= offset).toList());
    stepOrGather();
  }

  private void onFailure(Throwable failure) {
    busy = false;
    switch (failure) {
      case JournalException.OffsetConflict conflict -> {
        loaded = false; // somebody else projected: what we hold is not what is committed
        retryLater(conflict);
      }
      case JournalException outage -> retryLater(outage);
      case SQLException outage -> retryLater(outage);
      case Throwable bug -> halt(bug);
    }
  }

  private void retryLater(Throwable outage) {
    failures++;
    trouble = "partition " + partition + " fails: " + outage.getMessage();
    task.detail(failures + " failures: " + outage.getMessage());
    node.metrics().counter("position_retries_total").increment();
    LOG.warn("positions of partition {}: failure {}: {}", partition, failures, outage.toString());
    if (failures > config.retriesMax()) {
      failWaiters(outage); // nobody waits in vain; the next doorbell or poll tries again
      return;
    }
    retryTimer =
        node.vertx()
            .setTimer(
                config.retryMillis(failures),
                _ -> {
                  retryTimer = NO_TIMER;
                  step();
                });
  }

  private void halt(Throwable bug) {
    busy = false;
    defect = bug;
    trouble = "partition " + partition + " is halted: " + bug;
    task.failed(bug);
    node.defects().report("positions", bug);
    failWaiters(bug);
    endIfIdle();
  }

  private void poll() {
    if (polling || stopping || defect != null) {
      return;
    }
    polling = true;
    hop(
        journal.lastSequence(partition),
        sequence -> {
          polling = false;
          if (loaded && failures == 0) {
            trouble = "";
          }
          doorbell(sequence);
        },
        failure -> {
          polling = false;
          trouble = "partition " + partition + " cannot be polled: " + failure.getMessage();
        });
  }

  private void complete(List<Waiter> done) {
    waiters.removeAll(done);
    done.forEach(waiter -> waiter.promise().complete());
  }

  private void failWaiters(Throwable failure) {
    var all = List.copyOf(waiters);
    waiters.clear();
    all.forEach(waiter -> waiter.promise().fail(failure));
  }

  private void endIfIdle() {
    if (stopping && !busy) {
      if (defect == null) {
        task.done();
      }
      ended.tryComplete();
    }
  }

  /** Back to the context; not in flight: no replay waits for a projection. */
  private <T> void hop(
      CompletionStage<T> stage, Consumer<T> onSuccess, Consumer<Throwable> onFailed) {
    stage.whenComplete(
        (result, failure) ->
            context.runOnContext(
                _ -> {
                  try {
                    if (failure != null) {
                      onFailed.accept(
                          failure instanceof CompletionException ? failure.getCause() : failure);
                    } else {
                      onSuccess.accept(result);
                    }
                  } catch (RuntimeException bug) {
                    halt(bug);
                  }
                  endIfIdle();
                }));
  }
}
