package outcry.strategy;

import outcry.model.MarketEvent;
import outcry.strategy.core.Mailbox;

/** Callbacks on the event loop itself. What arises during one waits for its end. */
final class InlineLane implements Lane {

  private final Session session;
  private final LaneEnd end;
  private final CallbackGuard guard;
  private final Mailbox mailbox;
  private final Thread loop = Thread.currentThread();
  private boolean busy;
  private boolean closed;

  InlineLane(Session session, LaneEnd end, CallbackGuard guard, StrategyConfig config) {
    this.session = session;
    this.end = end;
    this.guard = guard;
    this.mailbox = new Mailbox(config.marketMax(), config.controlMax());
    guard.thread(loop);
  }

  @Override
  public void market(MarketEvent event) {
    if (closed) {
      return;
    }
    if (busy) {
      mailbox.offer(event);
      return;
    }
    run(event, null);
    drain();
  }

  @Override
  public void control(Runnable action) {
    if (closed) {
      return;
    }
    if (!busy) {
      run(null, action);
      drain();
    } else if (!mailbox.offer(action)) {
      close();
      end.overflowed();
    }
  }

  private void drain() {
    for (var next = mailbox.poll(); next != null && !closed; next = mailbox.poll()) {
      run(next.market(), next.control());
    }
  }

  private void run(MarketEvent event, Runnable action) {
    busy = true;
    Throwable thrown = null;
    long now = System.nanoTime();
    guard.enter(now);
    try {
      session.run(event, action, now);
    } catch (Throwable e) {
      thrown = e;
    }
    boolean hung = guard.exit();
    busy = false;
    if (hung) {
      close();
      end.hung();
    } else if (thrown != null) {
      close();
      end.threw(thrown);
    }
  }

  @Override
  public void onLoop(Runnable action) {
    action.run();
  }

  @Override
  public boolean isHere() {
    return !closed && Thread.currentThread() == loop;
  }

  @Override
  public void close() {
    closed = true;
    mailbox.clear();
  }

  @Override
  public long lost() {
    return mailbox.conflated() + mailbox.dropped();
  }

  @Override
  public int depth() {
    return mailbox.size();
  }
}
