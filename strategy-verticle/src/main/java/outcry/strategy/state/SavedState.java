package outcry.strategy.state;

import java.util.ArrayList;
import java.util.List;
import outcry.model.OrderCommand;
import outcry.model.wire.OrderCommandCodec;
import outcry.model.wire.WireReader;
import outcry.model.wire.WireWriter;

/**
 * What a run keeps.
 *
 * @param epoch of the run
 * @param atNanos when it was saved, epoch nanoseconds
 * @param stopped true if the run has ended on request: whoever follows starts rather than takes
 *     over
 * @param fields see {@link StateFields}; empty if there are none
 * @param outbox commands whose answer is not known, oldest first; each was saved before it was sent
 */
public record SavedState(
    long epoch, long atNanos, boolean stopped, String fields, List<OrderCommand> outbox) {

  /** What there is before the first run. */
  public static final SavedState NONE = new SavedState(0, 0, true, "", List.of());

  private static final int VERSION = 1;

  public SavedState {
    outbox = List.copyOf(outbox);
  }

  /**
   * @throws IllegalStateException if it is larger than {@link StrategyStates#STATE_MAX}
   */
  public byte[] toBytes() {
    var out = new WireWriter();
    out.putByte(VERSION).putLong(epoch).putLong(atNanos).putBoolean(stopped).putString(fields);
    out.putInt(outbox.size());
    outbox.forEach(command -> OrderCommandCodec.INSTANCE.write(command, out));
    var bytes = out.toBytes();
    if (bytes.length > StrategyStates.STATE_MAX) {
      throw new IllegalStateException(
          "state and unanswered commands have %d bytes, at most %d are kept"
              .formatted(bytes.length, StrategyStates.STATE_MAX));
    }
    return bytes;
  }

  /**
   * @param bytes empty for {@link #NONE}
   * @throws outcry.model.wire.WireException if they are not from {@link #toBytes}
   */
  public static SavedState of(byte[] bytes) {
    if (bytes.length == 0) {
      return NONE;
    }
    var in = new WireReader(bytes);
    in.requireVersion(VERSION);
    long epoch = in.getLong();
    long atNanos = in.getLong();
    boolean stopped = in.getBoolean();
    var fields = in.getString();
    var outbox = new ArrayList<OrderCommand>();
    int size = in.getCount(1);
    for (int i = 0; i < size; i++) {
      outbox.add(OrderCommandCodec.INSTANCE.read(in));
    }
    in.requireEnd();
    return new SavedState(epoch, atNanos, stopped, fields, outbox);
  }
}
