package outcry.order.core.owner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import outcry.journal.TradingLatch;

/**
 * What the journal knows of halts that were set through other partitions: the journal obeys them,
 * so orders are to be refused before it has to. While there are any, their end is looked for.
 */
final class Latches {

  private static final long LOOK_AGAIN_NANOS = 1_000_000_000;

  private final Owner owner;
  private final OwnerJournal journal;
  private final OwnerClock clock;
  private List<Runnable> waiting = new ArrayList<>();
  private boolean reading;
  private OwnerClock.Timer lookAgain;

  Latches(Owner owner, OwnerJournal journal, OwnerClock clock) {
    this.owner = owner;
    this.journal = journal;
    this.clock = clock;
  }

  void read(Consumer<List<TradingLatch>> done, Consumer<Throwable> failed) {
    journal.tradingLatches(
        (known, failure) -> {
          if (failure != null) {
            failed.accept(failure);
          } else {
            done.accept(known);
          }
        });
  }

  void learn(List<TradingLatch> known) {
    owner.orders().learn(known);
    lookAgainIfRestricted();
  }

  private void lookAgainIfRestricted() {
    if (lookAgain == null && !owner.isStopped() && owner.orders().isRestrictedElsewhere()) {
      lookAgain =
          clock.after(LOOK_AGAIN_NANOS, "trading latches " + owner.partition(), this::lookAgain);
    }
  }

  private void lookAgain() {
    lookAgain = null;
    refresh(owner.carrier()::lookForDuties);
  }

  /**
   * Learns what the journal knows now, then runs an action, whether that worked or not. However
   * many ask, one read is on its way.
   */
  void refresh(Runnable then) {
    waiting.add(then);
    if (!reading) {
      readForAll();
    }
  }

  private void readForAll() {
    reading = true;
    var served = waiting; // who comes later may know of something newer than this read
    waiting = new ArrayList<>();
    read(
        known -> {
          learn(known);
          serve(served);
        },
        _ -> {
          lookAgainIfRestricted(); // what was known stays: rather refused than let through
          serve(served);
        });
  }

  private void serve(List<Runnable> served) {
    reading = false;
    if (!waiting.isEmpty()) {
      readForAll();
    }
    served.forEach(Runnable::run);
  }

  /** How many wait for a read. */
  int waiting() {
    return waiting.size();
  }

  void stop() {
    if (lookAgain != null) {
      lookAgain.cancel();
    }
  }
}
