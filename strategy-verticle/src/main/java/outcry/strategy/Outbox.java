package outcry.strategy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.InFlight;
import outcry.bus.Node;
import outcry.bus.Timeline;
import outcry.model.OrderCommand;
import outcry.strategy.core.Unanswered;
import outcry.strategy.state.SavedState;
import outcry.strategy.state.StrategyStates;
import outcry.strategy.state.StrategyStates.SupersededException;

/**
 * Saves before it sends: the fields of a strategy and its unanswered commands are one durable row,
 * and a command goes to its owner only once it is in there. Whoever finds the row sends what is
 * unanswered again under the same ids; so no command that was saved is lost, and none is two
 * orders.
 *
 * <p>What comes up in one turn of the event loop, or while a save is under way, shares the next
 * save. Event loop only.
 */
final class Outbox {

  /** Why a run cannot go on. */
  enum End {
    /** Somebody else runs it, or may: nothing more is sent or saved. */
    LOST,
    UNAVAILABLE,
    OVERFLOW
  }

  /** A command and the {@link System#nanoTime} at which the strategy made it. */
  record Asked(OrderCommand command, long askedAt) {}

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final long KEEP_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int COMMANDS_PER_OPEN_ORDER = 4;

  private final Node node;
  private final Context loop = Vertx.currentContext();
  private final Timeline timeline;
  private final StrategyConfig config;
  private final StrategyStates states;
  private final String strategy;
  private final BooleanSupplier mayAct;
  private final Consumer<Asked> send;
  private final Predicate<String> isJournaled;
  private final BiConsumer<End, String> onEnd;
  private final Unanswered unanswered = new Unanswered();
  private final List<Promise<Void>> finishers = new ArrayList<>();
  private Timeline.Timer keeping;
  private List<Asked> unsaved = new ArrayList<>();
  private String fields = "";
  private boolean stopped;
  private boolean changed;
  private boolean saving;
  private boolean scheduled;
  private boolean over;
  private int failures;
  private long epoch;

  /**
   * @param mayAct false once the lease may be somebody else's
   * @param send gets every command once it may go
   * @param isJournaled whether the journal knows an order or algorithm by its id
   * @param onEnd once, if the run must end
   */
  Outbox(
      Node node,
      Timeline timeline,
      StrategyConfig config,
      StrategyStates states,
      String strategy,
      BooleanSupplier mayAct,
      Consumer<Asked> send,
      Predicate<String> isJournaled,
      BiConsumer<End, String> onEnd) {
    this.node = node;
    this.timeline = timeline;
    this.config = config;
    this.states = states;
    this.strategy = strategy;
    this.mayAct = mayAct;
    this.send = send;
    this.isJournaled = isJournaled;
    this.onEnd = onEnd;
  }

  /**
   * Begins the run: from here on nobody else's saves count. Tries again while it cannot be told.
   */
  void claim(long lease, long epochAtLeast, Consumer<SavedState> then) {
    node.bus()
        .await(
            InFlight.Kind.JOURNAL,
            "strategy claim",
            states.claim(strategy, lease, epochAtLeast),
            (claim, failure) -> {
              if (over) {
                return;
              }
              if (failure == null) {
                failures = 0;
                epoch = claim.epoch();
                then.accept(SavedState.of(claim.state()));
              } else {
                afterFailure(failure, () -> claim(lease, epochAtLeast, then));
              }
            });
  }

  /** Of the run that was claimed. */
  long epoch() {
    return epoch;
  }

  /**
   * Sends what the run before has left: it is saved already. And saves that there is a run: if this
   * one is cut off, its successor takes over.
   */
  void resume(SavedState before, List<OrderCommand> again) {
    fields = before.fields();
    changed();
    for (var command : again) {
      unanswered.add(command);
      go(new Asked(command, System.nanoTime()));
    }
  }

  /** What a callback has done. */
  void take(List<Asked> asked, String fieldsNow) {
    if (over) {
      return;
    }
    if (unanswered.size() + asked.size() > config.openOrdersMax() * COMMANDS_PER_OPEN_ORDER) {
      end(End.OVERFLOW, unanswered.size() + " commands have no answer");
      return;
    }
    fields = fieldsNow;
    for (var each : asked) {
      if (unanswered.add(each.command())) {
        go(each);
      } else {
        unsaved.add(each);
      }
    }
    changed();
  }

  /** Asks for the fields about once a second, until the run is over. */
  void keepEvery(Runnable ask) {
    keeping =
        timeline.after(
            KEEP_NANOS,
            "state of " + strategy,
            () -> {
              ask.run();
              if (!over) {
                keepEvery(ask);
              }
            });
  }

  /** The fields as they are now. */
  void keep(String fieldsNow) {
    changed |= unanswered.prune(isJournaled, timeline.nowNanos() - config.resendWithin().toNanos());
    if (!over && !fields.equals(fieldsNow)) {
      fields = fieldsNow;
      changed();
    } else if (changed) {
      schedule();
    }
  }

  /**
   * How a command ended; the row may say so with the next save.
   *
   * @param unknown whether only the journal can tell
   */
  void answered(OrderCommand command, boolean unknown) {
    if (unknown) {
      unanswered.givenUp(command);
    } else {
      changed |= unanswered.answered(command);
    }
  }

  private void changed() {
    changed = true;
    schedule();
  }

  private void schedule() {
    if (scheduled || saving || over) {
      return;
    }
    scheduled = true;
    node.inFlight().begin(InFlight.Kind.STRATEGY);
    loop.runOnContext(
        _ -> {
          try {
            scheduled = false;
            save();
          } finally {
            node.inFlight().end(InFlight.Kind.STRATEGY);
          }
        });
  }

  private void save() {
    if (over || saving) {
      return;
    }
    if (!mayAct.getAsBoolean()) {
      end(End.LOST, "its lease is over");
      return;
    }
    var sharing = unsaved;
    unsaved = new ArrayList<>();
    byte[] bytes;
    try {
      bytes =
          new SavedState(epoch, timeline.nowNanos(), stopped, fields, unanswered.all()).toBytes();
    } catch (IllegalStateException e) {
      end(End.OVERFLOW, e.getMessage());
      return;
    }
    changed = false;
    saving = true;
    save(bytes, sharing);
  }

  private void save(byte[] bytes, List<Asked> sharing) {
    node.bus()
        .await(
            InFlight.Kind.JOURNAL,
            "strategy state",
            states.save(strategy, epoch, bytes),
            (_, failure) -> {
              if (over) {
                return;
              }
              if (failure == null) {
                failures = 0;
                saving = false;
                saved(sharing);
              } else {
                afterFailure(failure, () -> save(bytes, sharing));
              }
            });
  }

  private void saved(List<Asked> sharing) {
    for (var each : sharing) {
      go(each);
      if (over) {
        return;
      }
    }
    if (!unsaved.isEmpty() || (changed && !finishers.isEmpty())) {
      save();
    } else {
      finished();
    }
  }

  /** The lease may have ended while it was saved: then its successor sends it. */
  private void go(Asked asked) {
    if (mayAct.getAsBoolean()) {
      unanswered.sent(asked.command());
      send.accept(asked);
    } else {
      end(End.LOST, "its lease is over");
    }
  }

  /** The same save again says the same: it does no harm if the first was done after all. */
  private void afterFailure(Throwable failure, Runnable again) {
    if (failure instanceof SupersededException) {
      end(End.LOST, failure.getMessage());
      return;
    }
    failures++;
    if (failures >= config.attemptsMax()) {
      end(End.UNAVAILABLE, "cannot save its state: " + failure.getMessage());
      return;
    }
    timeline.after(
        config.retryDelay().toNanos(),
        "strategy state again",
        () -> {
          if (!over) {
            again.run();
          }
        });
  }

  private void end(End how, String reason) {
    if (!over) {
      close();
      onEnd.accept(how, reason);
    }
  }

  /**
   * The last save. Completes when it is durable and everything is sent, or when that cannot be.
   *
   * @param onRequest true if the run was stopped rather than handed over
   */
  Future<Void> finish(String fieldsNow, boolean onRequest) {
    if (over) {
      return Future.succeededFuture();
    }
    fields = fieldsNow;
    stopped = onRequest;
    Promise<Void> finished = Promise.promise();
    finishers.add(finished);
    changed();
    return finished.future();
  }

  private void finished() {
    var waiting = List.copyOf(finishers);
    finishers.clear();
    waiting.forEach(Promise::complete);
  }

  /**
   * The run has failed and its orders are canceled: as stopped, with nothing left to send. Nobody
   * waits for it; if it cannot be saved, the next run takes over instead of starting.
   */
  void giveUp() {
    if (over) {
      return;
    }
    close();
    if (epoch == 0 || !mayAct.getAsBoolean()) {
      return;
    }
    var last = new SavedState(epoch, timeline.nowNanos(), true, fields, List.of());
    node.bus()
        .await(
            InFlight.Kind.JOURNAL,
            "strategy state",
            states.save(strategy, epoch, last.toBytes()),
            (_, failure) -> {
              if (failure != null) {
                LOG.warn("the end of strategy {} is not kept: {}", strategy, failure.toString());
              }
            });
  }

  /** Nothing is saved or sent from here on. Idempotent. */
  void close() {
    over = true;
    if (keeping != null) {
      keeping.cancel();
    }
    unsaved.clear();
    finished();
  }
}
