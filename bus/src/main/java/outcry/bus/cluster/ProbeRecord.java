package outcry.bus.cluster;

import outcry.bus.Health;

/** What the last probes showed. Thread-safe. */
final class ProbeRecord {

  /** A node that misses so many in a row is not reachable by itself. */
  static final int SELF_FAILURES_MAX = 3;

  /** Longer than a dead node stays a member: its silence says nothing about this one. */
  static final int OTHER_FAILURES_MAX = 7;

  private int selfFailures;
  private int otherFailures;
  private String reason = "not probed yet";
  private boolean isProbed;

  /**
   * @param failure empty if it was answered
   */
  synchronized void self(String failure) {
    isProbed = true;
    selfFailures = failure.isEmpty() ? 0 : selfFailures + 1;
    note(failure);
  }

  synchronized void other(String failure) {
    otherFailures = failure.isEmpty() ? 0 : otherFailures + 1;
    note(failure);
  }

  synchronized void alone() {
    otherFailures = 0;
  }

  private void note(String failure) {
    if (!failure.isEmpty()) {
      reason = failure;
    }
  }

  synchronized Health.Status status() {
    return isProbed && selfFailures < SELF_FAILURES_MAX && otherFailures < OTHER_FAILURES_MAX
        ? Health.Status.UP
        : Health.Status.down(reason);
  }
}
