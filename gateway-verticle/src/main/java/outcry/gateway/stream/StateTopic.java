package outcry.gateway.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import outcry.gateway.stream.core.Ask;
import outcry.gateway.stream.core.Series;
import outcry.gateway.stream.core.Topic;

/** A topic whose newest message is all there is to know. Event loop only. */
final class StateTopic implements LiveTopic {

  /** Where the state comes from. */
  interface Source {

    /** The state, if it is another one than before; called ten times a second. */
    Optional<JsonNode> next(long nowNanos);

    void close();
  }

  private final Topic topic;
  private final Source source;
  private final Series series;
  private final Set<Client> readers = new LinkedHashSet<>();

  /** They wait for the first state. */
  private final Set<Client> begun = new LinkedHashSet<>();

  StateTopic(Topic topic, String epoch, Source source) {
    this.topic = topic;
    this.source = source;
    series = new Series(topic, epoch);
  }

  @Override
  public void subscribe(Client client, Ask.Subscribe ask) {
    if (ask.from() == Ask.Subscribe.SNAPSHOT) {
      client.ok(ask.id());
      if (series.hasState()) {
        client.sendState(topic, series.snapshot());
        readers.add(client);
      } else {
        begun.add(client);
      }
      return;
    }
    var missed = series.after(ask.from(), ask.epoch());
    if (missed.isEmpty()) {
      client.session().subscriptions().remove(topic);
      client.error(ask.id(), "SEQ_RANGE", "not known here: subscribe without from");
      return;
    }
    client.ok(ask.id());
    missed.get().forEach(update -> client.sendState(topic, update.bytes()));
    readers.add(client);
  }

  @Override
  public void leave(Client client) {
    readers.remove(client);
    begun.remove(client);
  }

  @Override
  public boolean isUnread() {
    return readers.isEmpty() && begun.isEmpty();
  }

  @Override
  public void tick(long nowNanos) {
    source
        .next(nowNanos)
        .ifPresent(
            state -> {
              var update = series.next(state);
              readers.forEach(client -> client.sendState(topic, update.bytes()));
              begun.forEach(client -> client.sendState(topic, series.snapshot()));
              readers.addAll(begun);
              begun.clear();
            });
  }

  @Override
  public void close() {
    source.close();
  }
}
