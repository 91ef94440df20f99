package outcry.gateway.stream.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** The messages of a topic, each numbered and encoded once for all who read it. One thread. */
public final class Series {

  /** How many messages are kept for those who come back. */
  public static final int KEPT = 500;

  private final Topic topic;
  private final String epoch;
  private final ArrayDeque<Update> kept = new ArrayDeque<>();
  private JsonNode state;
  private byte[] snapshot;
  private long sequence;

  /**
   * @param epoch of the gateway; empty where the journal numbers
   */
  public Series(Topic topic, String epoch) {
    this.topic = topic;
    this.epoch = epoch;
  }

  public long sequence() {
    return sequence;
  }

  /** The next message, numbered by this gateway. */
  public Update next(JsonNode data) {
    return next(data, sequence + 1);
  }

  /** The next message, numbered by the journal. */
  public Update next(JsonNode data, long nextSequence) {
    var update = update(data, sequence, nextSequence);
    sequence = nextSequence;
    snapshot = null;
    if (topic.channel().kind() == Channel.Kind.STATE) {
      state = data;
      kept.clear();
      kept.add(update);
    } else if (topic.channel().kind() == Channel.Kind.LOG) {
      kept.add(update);
      if (kept.size() > KEPT) {
        kept.removeFirst();
      }
    }
    return update;
  }

  /** A message that is not the next one: for somebody who comes back. */
  public Update update(JsonNode data, long previous, long its) {
    var json = head("update").put("prev", previous).put("seq", its);
    json.set("data", data);
    return new Update(its, bytes(json));
  }

  /** Whether there is a state to begin with. */
  public boolean hasState() {
    return state != null;
  }

  /** Of a state that there is; made once. */
  public byte[] snapshot() {
    if (snapshot == null) {
      snapshot = snapshot(state, sequence);
    }
    return snapshot;
  }

  public byte[] snapshot(JsonNode data, long at) {
    var json = head("snapshot").put("seq", at);
    json.set("data", data);
    return bytes(json);
  }

  /**
   * What came after a message of this gateway.
   *
   * @return empty if it is not known any more, or was never there
   */
  public Optional<List<Update>> after(long from, String itsEpoch) {
    boolean isOurs = itsEpoch.equals(epoch) && from <= sequence;
    boolean isLost = topic.channel().kind() == Channel.Kind.LOG && from < sequence - kept.size();
    return isOurs && !isLost
        ? Optional.of(kept.stream().filter(one -> one.sequence() > from).toList())
        : Optional.empty();
  }

  private ObjectNode head(String type) {
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", type)
            .put("channel", topic.channel().text());
    var values = List.of(topic.key(), topic.spec());
    for (int i = 0; i < topic.channel().keys().size(); i++) {
      json.put(topic.channel().keys().get(i), values.get(i));
    }
    return epoch.isEmpty() ? json : json.put("epoch", epoch);
  }

  private static byte[] bytes(ObjectNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @param bytes the message, shared by all who get it: not to be changed
   */
  public record Update(long sequence, byte[] bytes) {}
}
