package outcry.gateway.stream.core;

import java.util.ArrayList;
import java.util.List;
import outcry.model.JournalAdvance;
import outcry.model.JournaledEvent;

/**
 * How far a partition's journal was read. Takes doorbells and pulled pages in any order, twice or
 * with gaps; hands on every event once, in sequence. One thread.
 */
public final class JournalPlace {

  private long sequence;
  private long heard;

  /**
   * @param sequence from where on
   */
  public JournalPlace(long sequence) {
    this.sequence = sequence;
    heard = sequence;
  }

  /** The last sequence handed on. */
  public long sequence() {
    return sequence;
  }

  /** Whether the journal is known to hold more than was handed on: it must be pulled. */
  public boolean isBehind() {
    return heard > sequence;
  }

  /** What is new of a doorbell or a page. What comes after a gap is left for the pull. */
  public List<JournaledEvent> take(JournalAdvance advance) {
    heard = Math.max(heard, advance.sequence());
    var fresh = new ArrayList<JournaledEvent>();
    for (var event : advance.events()) {
      if (event.sequence() == sequence + 1) {
        sequence++;
        fresh.add(event);
      }
    }
    return fresh;
  }
}
