package outcry.marketdata;

import java.util.List;

/**
 * How a replay went.
 *
 * @param frames frames read, those without market data included
 * @param skipped frames without market data
 * @param firstNanos receive time of the first event, recording's clock
 * @param lastNanos receive time of the last event, recording's clock
 * @param wallNanos how long it took
 * @param torn the recording ended in the middle of a frame, which was allowed
 * @param gaps the places in the file where differences were found missing; at most {@value
 *     ReplaySession#GAPS_NAMED_MAX} are named
 */
public record ReplayResult(
    long frames,
    long skipped,
    long firstNanos,
    long lastNanos,
    long wallNanos,
    boolean torn,
    List<String> gaps) {}
