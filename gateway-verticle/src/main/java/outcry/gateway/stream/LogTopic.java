package outcry.gateway.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import outcry.gateway.api.ViewJson;
import outcry.gateway.http.Problem;
import outcry.gateway.stream.core.Ask;
import outcry.gateway.stream.core.Series;
import outcry.gateway.stream.core.Topic;

/** A topic whose messages all count, numbered by this gateway. Event loop only. */
final class LogTopic implements LiveTopic {

  private final Topic topic;
  private final Series series;
  private final Map<Client, Reader> readers = new LinkedHashMap<>();
  private final ArrayDeque<JsonNode> rows = new ArrayDeque<>();
  private Future<Void> ready = Future.succeededFuture();
  private Runnable onClose = () -> {};

  LogTopic(Topic topic, String epoch) {
    this.topic = topic;
    series = new Series(topic, epoch);
  }

  /** What it begins with is here once that is complete; if that fails, nobody can read it. */
  void opening(Future<Void> begun, Runnable closing) {
    ready = begun;
    onClose = closing;
  }

  /** From before it was opened. */
  void history(JsonNode row) {
    keep(row);
  }

  void add(JsonNode row) {
    keep(row);
    var update = series.next(row);
    readers.values().forEach(reader -> reader.tell(update));
  }

  private void keep(JsonNode row) {
    rows.add(row);
    if (rows.size() > Series.KEPT) {
      rows.removeFirst();
    }
  }

  @Override
  public void subscribe(Client client, Ask.Subscribe ask) {
    var reader = new Reader(client, topic);
    readers.put(client, reader);
    ready
        .onSuccess(_ -> begin(reader, ask))
        .onFailure(
            failure -> {
              var problem = Problem.of(failure);
              refuse(client, ask, problem.code(), problem.detail());
            });
  }

  private void begin(Reader reader, Ask.Subscribe ask) {
    var client = reader.client();
    if (readers.get(client) != reader) {
      return; // it has left meanwhile
    }
    if (ask.from() == Ask.Subscribe.SNAPSHOT) {
      ArrayNode all = ViewJson.array();
      rows.forEach(all::add);
      client.ok(ask.id());
      client.send(series.snapshot(all, series.sequence()), false);
      reader.beginAt(series.sequence());
      return;
    }
    var missed = series.after(ask.from(), ask.epoch());
    if (missed.isEmpty()) {
      refuse(client, ask, "SEQ_RANGE", "not known here: subscribe without from");
      return;
    }
    client.ok(ask.id());
    missed.get().forEach(update -> client.send(update.bytes(), true));
    reader.beginAt(series.sequence());
  }

  private void refuse(Client client, Ask.Subscribe ask, String code, String detail) {
    readers.remove(client);
    client.session().subscriptions().remove(topic);
    client.error(ask.id(), code, detail);
  }

  @Override
  public void leave(Client client) {
    readers.remove(client);
  }

  @Override
  public boolean isUnread() {
    return readers.isEmpty();
  }

  @Override
  public void tick(long nowNanos) {}

  @Override
  public void close() {
    onClose.run();
  }
}
