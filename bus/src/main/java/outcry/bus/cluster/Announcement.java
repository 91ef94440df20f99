package outcry.bus.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What nodes tell each other about who listens where. All of it but {@link Whole} is small, and any
 * of it may be lost.
 */
sealed interface Announcement {

  /** The node that says so, by the event bus's name for it. */
  String node();

  /** As it is called in the configuration; who has started again has the same. */
  String name();

  /** How often what it listens to has changed. */
  long version();

  /** All that a node listens to, and where its event bus is reached. */
  record Whole(
      String node, String name, long version, String host, int port, List<Listening> listening)
      implements Announcement {
    public Whole {
      listening = List.copyOf(listening);
    }
  }

  /** A sign of life: who knows another version has missed something. */
  record Beat(String node, String name, long version) implements Announcement {}

  /**
   * The node has heard a list.
   *
   * @param to whose list
   * @param version of that list
   */
  record Heard(String node, String name, long version, String to) implements Announcement {}

  /**
   * The node has missed something, and asks to be told all.
   *
   * @param version its own
   * @param to whom it asks; empty for everybody
   */
  record Missed(String node, String name, long version, String to) implements Announcement {}

  /** The most that one node may listen to. */
  int LISTENING_MAX = 50_000;

  private static byte kindOf(Announcement announcement) {
    return switch (announcement) {
      case Whole _ -> 1;
      case Beat _ -> 2;
      case Heard _ -> 3;
      case Missed _ -> 4;
    };
  }

  /** As it travels: a kind, the node, its name, the version, and what else there is. */
  static byte[] encode(Announcement announcement) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(kindOf(announcement));
      out.writeUTF(announcement.node());
      out.writeUTF(announcement.name());
      out.writeLong(announcement.version());
      switch (announcement) {
        case Whole whole -> write(whole, out);
        case Beat _ -> {}
        case Heard one -> out.writeUTF(one.to());
        case Missed one -> out.writeUTF(one.to());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a stream into memory has none
    }
    return bytes.toByteArray();
  }

  private static void write(Whole whole, DataOutputStream out) throws IOException {
    out.writeUTF(whole.host());
    out.writeInt(whole.port());
    out.writeInt(whole.listening().size());
    for (var listening : whole.listening()) {
      out.writeUTF(listening.address());
      out.writeLong(listening.seq());
      out.writeBoolean(listening.sole());
      out.writeLong(listening.sinceMillis());
    }
  }

  /** Empty if it was not understood: another node may run something else. */
  static Optional<Announcement> decode(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int kind = in.readByte();
      var node = in.readUTF();
      var name = in.readUTF();
      long version = in.readLong();
      return Optional.ofNullable(
          switch (kind) {
            case 1 -> new Whole(node, name, version, in.readUTF(), in.readInt(), listening(in));
            case 2 -> new Beat(node, name, version);
            case 3 -> new Heard(node, name, version, in.readUTF());
            case 4 -> new Missed(node, name, version, in.readUTF());
            default -> null;
          });
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<Listening> listening(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > LISTENING_MAX) {
      throw new IOException("a list of " + count);
    }
    var all = new ArrayList<Listening>();
    for (int index = 0; index < count; index++) {
      all.add(new Listening(in.readUTF(), in.readLong(), in.readBoolean(), in.readLong()));
    }
    return all;
  }
}
