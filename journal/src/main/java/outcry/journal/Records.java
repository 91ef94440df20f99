package outcry.journal;

import java.util.List;
import java.util.concurrent.CompletionStage;
import outcry.model.JournaledEvent;

/**
 * What people look up in the journal, the newest first and page by page. Thread-safe; nothing
 * blocks, stages complete on threads of the journal, which the caller must leave at once.
 */
public final class Records {

  private static final String FILLS =
      "SELECT "
          + EventQueries.COLUMNS
          + ", (SELECT first.client_order_id FROM event first WHERE first.partition ="
          + " event.partition AND first.order_id = event.order_id AND first.order_id > 0 AND"
          + " first.version = 1) FROM event WHERE account = ? AND execution_id IS NOT NULL AND"
          + " at_nanos <= ? AND (at_nanos < ? OR position < ?) ORDER BY at_nanos DESC, position"
          + " DESC LIMIT ?";

  private static final String NOTES =
      "SELECT number, at_nanos, kind, account, actor, detail FROM audit_note WHERE number < ?"
          + " AND (? = '' OR kind = ?) AND (? = '' OR account = ?) ORDER BY number DESC LIMIT ?";

  /**
   * Where a page of fills begins: with what is older than this.
   *
   * @param position {@link #position} of the event; {@link Long#MAX_VALUE} for the first page
   */
  public record Before(long atNanos, long position) {}

  /** A fill, or a fill that was taken back, and the order that it is of. */
  public record FillRow(JournaledEvent journaled, String clientOrderId) {}

  /**
   * @param number 1, 2, 3 and so on
   */
  public record Note(long number, AuditNote note) {}

  private final Journal journal;

  public Records(Journal journal) {
    this.journal = journal;
  }

  /** Of an event, unique in the journal. */
  public static long position(JournaledEvent event) {
    return EventRow.position(event.partition(), event.sequence());
  }

  /**
   * Fills of an account and fills that were taken back.
   *
   * @param limit 1 to {@link Journal#READ_MAX}
   */
  public CompletionStage<List<FillRow>> fills(String account, Before before, int limit) {
    return journal.query(
        EventQueries.all(
            FILLS,
            row -> new FillRow(EventQueries.event(row), row.getString(5)),
            account,
            before.atNanos(),
            before.atNanos(),
            before.position(),
            limit));
  }

  /**
   * Notes of the audit.
   *
   * @param kind only these; empty for all
   * @param account only about this one; empty for all
   * @param before only those with a lower number
   * @param limit 1 to {@link Journal#READ_MAX}
   */
  public CompletionStage<List<Note>> notes(String kind, String account, long before, int limit) {
    return journal.query(
        EventQueries.all(
            NOTES,
            row ->
                new Note(
                    row.getLong(1),
                    new AuditNote(
                        row.getLong(2),
                        AuditNote.Kind.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6))),
            before,
            kind,
            kind,
            account,
            account,
            limit));
  }
}
