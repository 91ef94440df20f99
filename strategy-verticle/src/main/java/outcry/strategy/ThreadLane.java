package outcry.strategy;

import io.vertx.core.Context;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import outcry.bus.InFlight;
import outcry.bus.Node;
import outcry.bus.TaskList;
import outcry.model.MarketEvent;
import outcry.strategy.core.Mailbox;

/**
 * Callbacks on a thread of their own. The event loop only offers to the mailbox; what the strategy
 * does hops back to the event loop. All of it counts as in flight.
 */
final class ThreadLane implements Lane {

  private final Session session;
  private final LaneEnd end;
  private final CallbackGuard guard;
  private final InFlight inFlight;
  private final Context context;
  private final TaskList.Task task;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Mailbox mailbox;
  private boolean running;
  private volatile boolean closed;

  ThreadLane(
      Node node,
      Context context,
      String name,
      Session session,
      LaneEnd end,
      CallbackGuard guard,
      StrategyConfig config) {
    this.session = session;
    this.end = end;
    this.guard = guard;
    this.inFlight = node.inFlight();
    this.context = context;
    this.mailbox = new Mailbox(config.marketMax(), config.controlMax());
    this.task = node.tasks().begin("strategy-thread", name);
    this.thread = Thread.ofPlatform().daemon().name("strategy-" + name).unstarted(this::work);
    guard.thread(thread);
  }

  void start() {
    thread.start();
  }

  @Override
  public void market(MarketEvent event) {
    lock.lock();
    try {
      if (!closed) {
        inFlight.begin(InFlight.Kind.STRATEGY);
        endInFlight(mailbox.offer(event));
        arrived.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void control(Runnable action) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (mailbox.offer(action)) {
        inFlight.begin(InFlight.Kind.STRATEGY);
        arrived.signal();
        return;
      }
    } finally {
      lock.unlock();
    }
    end.overflowed();
    close();
  }

  private void work() {
    for (var letter = next(); letter != null; letter = next()) {
      Throwable thrown = null;
      long now = System.nanoTime();
      guard.enter(now);
      try {
        session.run(letter.market(), letter.control(), now);
      } catch (Throwable e) {
        thrown = e;
      }
      boolean hung = guard.exit();
      if (thrown != null && !hung) {
        end.threw(thrown); // counts as in flight before the lane's letters cease to
        close(); // at once: nothing else may reach a strategy that is broken
      }
      finished();
    }
    task.done();
  }

  /** Null once the lane is closed. */
  private Mailbox.Letter next() {
    lock.lock();
    try {
      while (!closed && mailbox.size() == 0) {
        arrived.awaitUninterruptibly();
      }
      if (closed) {
        return null;
      }
      running = true;
      return mailbox.poll();
    } finally {
      lock.unlock();
    }
  }

  private void finished() {
    lock.lock();
    try {
      if (running) {
        running = false;
        endInFlight(1);
      } // else it was abandoned meanwhile
    } finally {
      lock.unlock();
    }
  }

  private void endInFlight(int letters) {
    for (int i = 0; i < letters; i++) {
      inFlight.end(InFlight.Kind.STRATEGY);
    }
  }

  @Override
  public void onLoop(Runnable action) {
    inFlight.begin(InFlight.Kind.STRATEGY);
    context.runOnContext(
        _ -> {
          try {
            action.run();
          } catch (Throwable e) {
            end.threw(e);
          } finally {
            inFlight.end(InFlight.Kind.STRATEGY);
          }
        });
  }

  @Override
  public boolean isHere() {
    return !closed && Thread.currentThread() == thread;
  }

  /** The callback that runs, if any, is abandoned: it counts no longer, and can do nothing. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      endInFlight(mailbox.clear());
      if (running) {
        running = false;
        endInFlight(1);
      }
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long lost() {
    lock.lock();
    try {
      return mailbox.conflated() + mailbox.dropped();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int depth() {
    lock.lock();
    try {
      return mailbox.size();
    } finally {
      lock.unlock();
    }
  }
}
