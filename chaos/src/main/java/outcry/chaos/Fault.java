package outcry.chaos;

import java.util.List;

/** What the nemesis does; see docs/chaos.md. */
public enum Fault {
  KILL_DESK,
  /** A desk kills itself between two steps of an order's life. */
  KILL_DESK_AT_STEP,
  KILL_FEED,
  KILL_EXCHANGE,
  KILL_ALL,
  /** Around the time of a lease. */
  PAUSE_DESK,
  PAUSE_EXCHANGE,
  DATABASE_KILL,
  DATABASE_PAUSE,
  EXCHANGE_AWAY,
  EXCHANGE_SLOW,
  EXCHANGE_FAILING,
  REPORTS_DROPPED,
  /** Messages, requests and replies between nodes and within them. */
  BUS_LOSSY,
  ROLLING_RESTART,
  SCALE;

  /** One of each that a short run has time for. */
  static final List<Fault> SHORT =
      List.of(
          KILL_DESK,
          KILL_DESK_AT_STEP,
          PAUSE_DESK,
          REPORTS_DROPPED,
          BUS_LOSSY,
          DATABASE_KILL,
          KILL_EXCHANGE,
          SCALE);

  boolean isOfDatabase() {
    return this == DATABASE_KILL || this == DATABASE_PAUSE;
  }
}
