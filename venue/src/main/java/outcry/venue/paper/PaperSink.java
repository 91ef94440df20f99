package outcry.venue.paper;

import java.util.List;
import outcry.model.ExecutionReport;
import outcry.model.VenueAccount;
import outcry.venue.log.VenueLogEntry;

/** Where the paper venue's effects go, in order. Called within the call that caused them. */
public interface PaperSink {

  /** Must be in the venue log before any report or answer that comes after it is passed on. */
  void log(VenueLogEntry entry);

  /**
   * A report has arrived at the client.
   *
   * @param dueNanos when it did
   */
  void report(ExecutionReport report, long dueNanos);

  /**
   * The answer to a query has arrived at the client.
   *
   * @param query as returned by {@link PaperVenue#query}
   */
  void answer(long query, List<ExecutionReport> reports, long dueNanos);

  /**
   * The answer to a question for an account has arrived at the client.
   *
   * @param query as returned by {@link PaperVenue#snapshot}
   */
  void answer(long query, VenueAccount account, long dueNanos);
}
