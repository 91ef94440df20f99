package outcry.gateway.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Replays recordings with a strategy, beside what trades: at most so many wait, and of those that
 * ended the last are kept. Thread-safe; no method blocks.
 */
public interface BacktestDesk {

  /** That wait at a time. */
  int QUEUED_MAX = 100;

  /** That have ended and are still known. */
  int KEPT_MAX = 200;

  /** Where a backtest is. */
  enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELED
  }

  /**
   * What to replay.
   *
   * @param recording name of a file in the import directory
   * @param strategy its type
   * @param loops how often the recording is replayed as one stream
   */
  record Ask(String recording, String strategy, Map<String, String> parameters, int loops) {}

  /**
   * @param search that it is part of; empty if of none
   * @param frames replayed so far
   * @param startedNanos 0 until then
   * @param endedNanos 0 until then
   * @param error why it failed, else empty
   * @param report JSON; empty until it is done
   */
  record Backtest(
      String id,
      String search,
      Ask ask,
      State state,
      long frames,
      long createdNanos,
      long startedNanos,
      long endedNanos,
      String error,
      String report) {}

  /**
   * Queues all of them, or none. Fails with a {@link outcry.gateway.http.ProblemException} that
   * says what is wrong with one, or {@code OVERLOADED}; completes on any thread.
   *
   * @param search that they are part of; empty for none
   */
  CompletionStage<List<Backtest>> start(String search, List<Ask> asks);

  /** The newest first. */
  List<Backtest> list();

  Optional<Backtest> find(String id);

  /** Ends it if it has not; its process is killed. */
  void cancel(String id);

  /** What may be replayed, by name. */
  CompletionStage<List<String>> recordings();
}
