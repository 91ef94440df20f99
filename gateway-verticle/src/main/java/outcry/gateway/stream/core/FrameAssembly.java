package outcry.gateway.stream.core;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts the fragments of a text message together, within bounds. One thread. */
public final class FrameAssembly {

  /** Bytes of a frame. */
  public static final int FRAME_MAX = 64 * 1024;

  /** Bytes of a message. */
  public static final int MESSAGE_MAX = 256 * 1024;

  static final int FRAGMENTS_MAX = 64;

  /** What a frame has led to. */
  public sealed interface Outcome {

    /** More must come. */
    record Unfinished() implements Outcome {}

    record Message(String text) implements Outcome {}

    record Refused(Closing closing) implements Outcome {}
  }

  private final List<byte[]> fragments = new ArrayList<>();
  private int size;

  /**
   * A text frame, or one that continues it.
   *
   * @param continues whether it is a continuation frame
   */
  public Outcome frame(byte[] payload, boolean continues, boolean last) {
    if (continues == fragments.isEmpty()) {
      return new Outcome.Refused(Closing.PROTOCOL);
    }
    fragments.add(payload);
    size += payload.length;
    if (size > MESSAGE_MAX || fragments.size() > FRAGMENTS_MAX) {
      return new Outcome.Refused(Closing.TOO_BIG);
    }
    if (!last) {
      return new Outcome.Unfinished();
    }
    var whole = ByteBuffer.allocate(size);
    fragments.forEach(whole::put);
    fragments.clear();
    size = 0;
    try {
      return new Outcome.Message(
          StandardCharsets.UTF_8.newDecoder().decode(whole.flip()).toString());
    } catch (CharacterCodingException e) {
      return new Outcome.Refused(Closing.NOT_UTF8);
    }
  }
}
