package outcry.gateway.stream;

import java.util.ArrayList;
import java.util.List;
import outcry.gateway.stream.core.Closing;
import outcry.gateway.stream.core.Series.Update;
import outcry.gateway.stream.core.Topic;

/** A client's subscription of a topic whose messages all count. Event loop only. */
final class Reader {

  private static final int HELD_MAX = 10_000;

  private final Client client;
  private final Topic topic;
  private List<Update> held = new ArrayList<>();
  private long sequence;

  Reader(Client client, Topic topic) {
    this.client = client;
    this.topic = topic;
  }

  Client client() {
    return client;
  }

  Topic topic() {
    return topic;
  }

  /** What came since it subscribed is sent now, unless what it was begun with holds it already. */
  void beginAt(long begunSequence) {
    var waited = held;
    held = null;
    sequence = begunSequence;
    waited.forEach(this::tell);
  }

  void tell(Update update) {
    if (held != null) {
      held.add(update);
      if (held.size() > HELD_MAX) {
        client.close(Closing.OVERLOADED);
      }
    } else if (update.sequence() > sequence) {
      sequence = update.sequence();
      client.send(update.bytes(), true);
    }
  }
}
