package outcry.model;

import java.util.List;

/**
 * The doorbell of a journal: this far it is committed. A courtesy: it may be lost, doubled or late,
 * and a reader that sees a gap reads the journal itself.
 *
 * @param partition which journal
 * @param sequence the last committed sequence
 * @param events the newest events, in sequence order; perhaps not all since the last doorbell
 */
public record JournalAdvance(int partition, long sequence, List<JournaledEvent> events) {

  public JournalAdvance {
    events = List.copyOf(events);
  }
}
