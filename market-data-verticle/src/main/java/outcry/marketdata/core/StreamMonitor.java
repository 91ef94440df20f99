package outcry.marketdata.core;

import outcry.model.MarketEvent.StreamHealth.State;

/**
 * What we think of one symbol's stream. Of several troubles the worst is said: DISCONNECTED, then
 * GAPPED, CROSSED, STALE.
 */
final class StreamMonitor {

  private final long maxAgeNanos;
  private boolean connected;
  private boolean gapped;
  private String gapReason = "";
  private boolean crossed;
  private boolean stale;
  private long lastReceivedNanos;
  private String disconnectReason = "not yet connected";

  StreamMonitor(long maxAgeNanos) {
    this.maxAgeNanos = maxAgeNanos;
  }

  void onEvent(long receivedNanos) {
    lastReceivedNanos = receivedNanos;
    connected = true;
    stale = false;
  }

  void onTime(long nowNanos) {
    stale = connected && nowNanos - lastReceivedNanos > maxAgeNanos;
  }

  void onDisconnected(String reason) {
    connected = false;
    stale = false;
    crossed = false;
    gapped = false;
    disconnectReason = reason;
  }

  void gapped(boolean isGapped, String reason) {
    gapped = isGapped;
    gapReason = reason;
  }

  void crossed(boolean isCrossed) {
    crossed = isCrossed;
  }

  State state() {
    if (!connected) {
      return State.DISCONNECTED;
    }
    if (gapped) {
      return State.GAPPED;
    }
    if (crossed) {
      return State.CROSSED;
    }
    return stale ? State.STALE : State.LIVE;
  }

  /** For people; empty when LIVE. */
  String reason() {
    return switch (state()) {
      case LIVE -> "";
      case DISCONNECTED -> disconnectReason;
      case GAPPED -> gapReason;
      case CROSSED -> "best bid at or above best ask";
      case STALE -> "nothing received for " + maxAgeNanos / 1_000_000 + " ms";
    };
  }
}
