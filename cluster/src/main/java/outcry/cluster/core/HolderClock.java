package outcry.cluster.core;

/** A clock that never jumps, and timers on the holder's thread. */
public interface HolderClock {

  /** Nanoseconds since some moment before the holder was made. */
  long nowNanos();

  /** Runs an action later, never from inside this call. */
  void after(long delayNanos, Runnable action);
}
