package outcry.order.core;

/**
 * How long an order has waited for its venue, how often the venue was asked about it, and how much
 * it says has filled.
 */
final class Waiting {

  private long sinceNanos;
  private long nextQueryNanos;
  private int queries;
  private boolean queryInFlight;
  private boolean alarmed;
  private long toldQuantity;
  private boolean endTold;
  private boolean cancelRefused;
  private long amendRefusedNanos;

  /** The status changed: whatever is awaited now is awaited from now on. */
  void changed(long nowNanos) {
    sinceNanos = nowNanos;
    nextQueryNanos = nowNanos;
    queries = 0;
    cancelRefused = false;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  boolean isQueryDue(long nowNanos) {
    return !queryInFlight && nowNanos >= nextQueryNanos;
  }

  void queryStarted() {
    queryInFlight = true;
  }

  /** The next query waits twice as long as this one did, up to a maximum: for ever, but slowly. */
  void queryEnded(long nowNanos, OrderConfig config) {
    queryInFlight = false;
    long backoff = config.queryBackoff().toNanos() << Math.min(queries, 20);
    nextQueryNanos = nowNanos + Math.min(backoff, config.queryBackoffMax().toNanos());
    queries++;
  }

  /** The venue says that so much of the order has filled in all. */
  void told(long cumulativeQuantity) {
    toldQuantity = Math.max(toldQuantity, cumulativeQuantity);
  }

  /** The most that the venue has said was filled; quantity units. */
  long toldQuantity() {
    return toldQuantity;
  }

  /** The venue told of the order's end before all of its fills were here. */
  void endTold() {
    endTold = true;
  }

  boolean isEndTold() {
    return endTold;
  }

  /** The venue refused a cancel, and that is not believed. */
  void cancelRefused() {
    cancelRefused = true;
  }

  boolean wasCancelRefused() {
    return cancelRefused;
  }

  /** The venue refused an amend, at this time by its own clock. */
  void amendRefused(long venueNanos) {
    amendRefusedNanos = Math.max(amendRefusedNanos, venueNanos);
  }

  long amendRefusedNanos() {
    return amendRefusedNanos;
  }

  /** True the first time. */
  boolean alarm() {
    boolean first = !alarmed;
    alarmed = true;
    return first;
  }
}
