package outcry.bus.async;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import outcry.bus.RefusedException;
import outcry.bus.Timeline;
import outcry.model.RefusalCode;

/**
 * "Wait until connected", with a deadline, for anything that needs a session. Nobody waits for
 * ever: whoever waits gets the session when it opens, or a failure when it is lost, when the gate
 * closes or when his deadline passes. Not thread-safe: the event loop of its timeline.
 *
 * @param <S> what one needs the connection for
 */
public final class ConnectionGate<S> {

  private final String name;
  private final int waitersMax;
  private final Timeline timeline;
  private final Set<Promise<S>> waiters = new LinkedHashSet<>();
  private S session;
  private boolean closed;

  /**
   * @param name what failures call it
   */
  public ConnectionGate(String name, int waitersMax, Timeline timeline) {
    this.name = name;
    this.waitersMax = waitersMax;
    this.timeline = timeline;
  }

  /**
   * The session, at once if there is one. Fails with {@link TimeoutException} after the deadline,
   * with {@link RefusedException} OVERLOADED if too many wait, VENUE_DOWN if closed or lost.
   */
  public Future<S> connected(Duration deadline) {
    if (closed) {
      return Future.failedFuture(down("closed"));
    }
    if (session != null) {
      return Future.succeededFuture(session);
    }
    if (waiters.size() >= waitersMax) {
      return Future.failedFuture(
          new RefusedException(
              RefusalCode.OVERLOADED, name + ": " + waitersMax + " wait for it already"));
    }
    Promise<S> waiter = Promise.promise();
    waiters.add(waiter);
    return Deadline.within(waiter.future(), deadline, name + " is not connected", timeline)
        .onComplete(_ -> waiters.remove(waiter));
  }

  /** Connected: releases everybody who waits, in the order they came. Ignored once closed. */
  public void opened(S opened) {
    if (closed) {
      return;
    }
    session = opened;
    releaseAll(waiter -> waiter.tryComplete(opened));
  }

  /** Disconnected, or an attempt failed: those who wait fail now. Later ones wait for the next. */
  public void lost(String why) {
    session = null;
    releaseAll(waiter -> waiter.tryFail(down("lost: " + why)));
  }

  /** For good. Idempotent. */
  public void close() {
    closed = true;
    session = null;
    releaseAll(waiter -> waiter.tryFail(down("closed")));
  }

  public boolean isConnected() {
    return session != null;
  }

  public int waiting() {
    return waiters.size();
  }

  private void releaseAll(Consumer<Promise<S>> release) {
    var released = new ArrayList<>(waiters);
    waiters.clear();
    released.forEach(release);
  }

  private RefusedException down(String how) {
    return new RefusedException(RefusalCode.VENUE_DOWN, name + " is " + how);
  }
}
