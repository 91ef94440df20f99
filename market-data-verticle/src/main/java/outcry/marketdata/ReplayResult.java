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
 * @param tornLine the line in the middle of which the recording ended, where that was allowed; 0 if
 *     it was whole
 * @param gaps the places in the file where differences were found missing; at most {@value
 *     ReplaySession#GAPS_NAMED_MAX} are named
 */
public record ReplayResult(
    long frames,
    long skipped,
    long firstNanos,
    long lastNanos,
    long wallNanos,
    long tornLine,
    List<String> gaps) {}
