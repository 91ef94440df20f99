package outcry.model;

import java.util.List;

/**
 * Consecutive reports of an account, numbered from 1 by its venue. The numbers are for ever: a
 * venue that was restarted goes on with them.
 *
 * @param startedNanos when the venue was started last, epoch nanoseconds: another value tells that
 *     it was away
 * @param first the number of the first report, and of the next one to come if there is none here; 0
 *     if they are not numbered, since the venue does not know the account
 * @param reports empty for a sign of life
 */
public record ReportPage(
    String account, long startedNanos, long first, List<ExecutionReport> reports) {

  public ReportPage {
    reports = List.copyOf(reports);
  }

  /** The number after the last one here. */
  public long next() {
    return first + reports.size();
  }
}
