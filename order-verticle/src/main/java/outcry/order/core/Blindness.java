package outcry.order.core;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Instruments whose prices held orders wait for, though nobody can tell them: people hear of it
 * once, after a while.
 */
final class Blindness {

  /** How long an order may go unwatched before people hear of it. */
  static final long ALARM_NANOS = 5_000_000_000L;

  private final Tape tape;

  /** When the alarm is due, by symbol; {@link Duty#NEVER} once it was given. */
  private final Map<String, Long> alarms = new LinkedHashMap<>();

  Blindness(Tape tape) {
    this.tape = tape;
  }

  /** Orders wait for prices of the symbol: can we see any? */
  void look(String symbol, long nowNanos) {
    if (!tape.isLive(symbol)) {
      alarms.putIfAbsent(symbol, nowNanos + ALARM_NANOS);
    } else if (!alarms.isEmpty()) {
      alarms.remove(symbol);
    }
  }

  /** No order waits for its prices any more. */
  void forget(String symbol) {
    alarms.remove(symbol);
  }

  void due(long nowNanos, Decision.Draft draft) {
    for (var alarm : alarms.entrySet()) {
      if (nowNanos >= alarm.getValue()) {
        alarm.setValue(Duty.NEVER);
        draft.incident(
            Incident.Kind.UNWATCHED,
            "no live prices of " + alarm.getKey() + ", and orders with a trigger are held");
      }
    }
  }

  long nextNanos() {
    long next = Duty.NEVER;
    for (long due : alarms.values()) {
      next = Math.min(next, due);
    }
    return next;
  }
}
