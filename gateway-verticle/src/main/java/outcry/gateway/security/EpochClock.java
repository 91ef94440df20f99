package outcry.gateway.security;

import java.util.concurrent.TimeUnit;

/** The time of day; an argument so that tests need not wait. */
@FunctionalInterface
interface EpochClock {

  EpochClock SYSTEM = System::currentTimeMillis;

  /** Since the epoch, UTC. */
  long millis();

  /** Since the epoch, UTC. */
  default long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(millis());
  }
}
