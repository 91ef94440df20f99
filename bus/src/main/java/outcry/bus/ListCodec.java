package outcry.bus;

import java.util.ArrayList;
import java.util.List;
import outcry.model.wire.WireCodec;
import outcry.model.wire.WireException;
import outcry.model.wire.WireReader;
import outcry.model.wire.WireWriter;

/** The binary form of a list of messages of one family. */
public record ListCodec<T>(String name, WireCodec<T> elements) implements WireCodec<List<T>> {

  private static final int SIZE_MAX = 100_000;

  @Override
  public void write(List<T> messages, WireWriter out) {
    out.putInt(messages.size());
    messages.forEach(message -> elements.write(message, out));
  }

  @Override
  public List<T> read(WireReader in) {
    int size = in.getInt();
    if (size < 0 || size > SIZE_MAX) {
      throw new WireException("impossible list size " + size);
    }
    var messages = new ArrayList<T>();
    for (int i = 0; i < size; i++) {
      messages.add(elements.read(in));
    }
    return List.copyOf(messages);
  }
}
