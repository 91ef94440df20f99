package outcry.strategy.core;

import java.util.function.Consumer;
import outcry.model.JournalAdvance;
import outcry.model.JournaledEvent;

/**
 * A reader's place in a partition's journal. Takes doorbells and pulled pages in any order, twice
 * or with gaps; hands on every event once, in sequence.
 */
public final class JournalCursor {

  private long sequence;
  private long heard;

  /** The last sequence handed on. */
  public long sequence() {
    return sequence;
  }

  /** True if the journal is known to hold more than was handed on: it must be pulled. */
  public boolean isBehind() {
    return heard > sequence;
  }

  /** A doorbell or a page. Events after a gap are left for the pull. */
  public void take(JournalAdvance advance, Consumer<JournaledEvent> next) {
    heard = Math.max(heard, advance.sequence());
    var events = advance.events();
    for (int i = 0; i < events.size(); i++) {
      var event = events.get(i);
      if (event.sequence() == sequence + 1) {
        sequence++;
        next.accept(event);
      }
    }
  }

  /** A doorbell heard while an older part is still being pulled: only how far the journal goes. */
  public void hear(JournalAdvance advance) {
    heard = Math.max(heard, advance.sequence());
  }
}
