package outcry.gateway.stream.core;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

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

  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private int fragments;

  /**
   * A text frame, or one that continues it.
   *
   * @param continues whether it is a continuation frame
   */
  public Outcome frame(byte[] payload, boolean continues, boolean last) {
    if (continues != fragments > 0) {
      return new Outcome.Refused(Closing.PROTOCOL);
    }
    fragments++;
    if (begun.size() + payload.length > MESSAGE_MAX || fragments > FRAGMENTS_MAX) {
      return new Outcome.Refused(Closing.TOO_BIG);
    }
    if (!last) {
      begun.writeBytes(payload);
      return new Outcome.Unfinished();
    }
    begun.writeBytes(payload);
    var bytes = begun.toByteArray();
    begun.reset();
    fragments = 0;
    try {
      return new Outcome.Message(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return new Outcome.Refused(Closing.NOT_UTF8);
    }
  }
}
