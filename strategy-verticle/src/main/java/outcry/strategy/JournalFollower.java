package outcry.strategy;

import java.util.function.Consumer;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.Registration;
import outcry.bus.Timeline;
import outcry.model.JournalAdvance;
import outcry.model.JournaledEvent;
import outcry.model.query.CatchUp;
import outcry.strategy.core.JournalCursor;

/**
 * Reads a partition's journal from its beginning, then follows it: a doorbell says how far it is,
 * what is missing is pulled. Each event is handed on once, in sequence.
 */
final class JournalFollower {

  private final Bus bus;
  private final Timeline timeline;
  private final StrategyConfig config;
  private final int partition;
  private final Consumer<JournaledEvent> onEvent;
  private final Runnable onCaughtUp;
  private final Consumer<String> onFailure;
  private final JournalCursor cursor = new JournalCursor();
  private Registration registration;
  private Timeline.Timer polling;
  private boolean rung;
  private boolean pulling;
  private boolean caughtUp;
  private boolean over;
  private int failures;

  /**
   * @param onCaughtUp once, when everything journaled so far was handed on
   * @param onFailure when the journal cannot be read
   */
  JournalFollower(
      Bus bus,
      Timeline timeline,
      StrategyConfig config,
      int partition,
      Consumer<JournaledEvent> onEvent,
      Runnable onCaughtUp,
      Consumer<String> onFailure) {
    this.bus = bus;
    this.timeline = timeline;
    this.config = config;
    this.partition = partition;
    this.onEvent = onEvent;
    this.onCaughtUp = onCaughtUp;
    this.onFailure = onFailure;
  }

  void start() {
    registration = bus.on(Addresses.journalAdvance(partition), this::onDoorbell);
    pull();
    if (!config.pollInterval().isZero()) {
      pollLater();
    }
  }

  /** Doorbells may be lost: after a while without one the journal is asked all the same. */
  private void pollLater() {
    polling =
        timeline.after(
            config.pollInterval().toNanos(),
            "journal poll",
            () -> {
              if (!pulling && !rung) {
                pull();
              }
              rung = false;
              pollLater();
            });
  }

  private void onDoorbell(JournalAdvance advance) {
    rung = true;
    if (pulling) {
      cursor.hear(advance);
      return;
    }
    cursor.take(advance, onEvent);
    if (cursor.isBehind()) {
      pull();
    }
  }

  private void pull() {
    pulling = true;
    bus.request(
            Addresses.orderCatchUp(partition),
            new CatchUp(partition, cursor.sequence(), config.pageSize()),
            config.commandTimeout())
        .onSuccess(this::onPage)
        .onFailure(this::onPullFailed);
  }

  private void onPage(JournalAdvance page) {
    if (over) {
      return;
    }
    pulling = false;
    cursor.take(page, onEvent);
    if (over) {
      return; // what was handed on ended it
    }
    boolean anything = !page.events().isEmpty();
    failures = anything ? 0 : failures;
    if (cursor.isBehind() && !anything) {
      again("it has a gap after " + cursor.sequence());
    } else if (cursor.isBehind() || (anything && !caughtUp)) {
      pull();
    } else if (!caughtUp) {
      caughtUp = true;
      onCaughtUp.run();
    }
  }

  private void onPullFailed(Throwable cause) {
    again(cause.getMessage());
  }

  private void again(String problem) {
    if (over) {
      return;
    }
    failures++;
    if (failures >= config.attemptsMax()) {
      onFailure.accept("cannot read the journal of partition " + partition + ": " + problem);
      return;
    }
    pulling = true;
    timeline.after(
        config.retryDelay().toNanos(),
        "journal again",
        () -> {
          if (!over) {
            pull();
          }
        });
  }

  void stop() {
    over = true;
    if (polling != null) {
      polling.cancel();
    }
    if (registration != null) {
      registration.unregister().onFailure(e -> bus.defects().report("unregister", e));
    }
  }
}
