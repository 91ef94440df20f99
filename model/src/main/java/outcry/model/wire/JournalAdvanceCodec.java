package outcry.model.wire;

import java.util.ArrayList;
import outcry.model.JournalAdvance;
import outcry.model.JournaledEvent;

/** The bytes of {@link JournalAdvance}. Stateless; any thread. */
public final class JournalAdvanceCodec implements WireCodec<JournalAdvance> {

  public static final JournalAdvanceCodec INSTANCE = new JournalAdvanceCodec();

  private static final int VERSION = 1;
  private static final int JOURNAL_ADVANCE = 1;

  /** Partition, sequence, epoch, and the version and type of the event. */
  private static final int EVENT_BYTES_MIN = 4 + 8 + 8 + 1 + 1;

  private JournalAdvanceCodec() {}

  @Override
  public String name() {
    return "journal-advance";
  }

  @Override
  public void write(JournalAdvance message, WireWriter out) {
    out.putByte(VERSION)
        .putByte(JOURNAL_ADVANCE)
        .putInt(message.partition())
        .putLong(message.sequence())
        .putInt(message.events().size());
    for (var journaled : message.events()) {
      out.putInt(journaled.partition()).putLong(journaled.sequence()).putLong(journaled.epoch());
      OrderEventCodec.INSTANCE.write(journaled.event(), out);
    }
  }

  @Override
  public JournalAdvance read(WireReader in) {
    in.requireVersion(VERSION);
    int type = in.getByte();
    if (type != JOURNAL_ADVANCE) {
      throw WireException.unknownType(name(), type);
    }
    int partition = in.getInt();
    long sequence = in.getLong();
    int size = in.getCount(EVENT_BYTES_MIN);
    var events = new ArrayList<JournaledEvent>(size);
    for (int i = 0; i < size; i++) {
      events.add(
          new JournaledEvent(
              in.getInt(), in.getLong(), in.getLong(), OrderEventCodec.INSTANCE.read(in)));
    }
    return new JournalAdvance(partition, sequence, events);
  }
}
