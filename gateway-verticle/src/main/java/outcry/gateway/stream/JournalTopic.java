package outcry.gateway.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import outcry.gateway.http.Problem;
import outcry.gateway.stream.core.Ask;
import outcry.gateway.stream.core.Closing;
import outcry.gateway.stream.core.Series;
import outcry.gateway.stream.core.Topic;
import outcry.model.JournaledEvent;

/** A topic of an account, numbered by the journal: it goes on at any gateway. Event loop only. */
final class JournalTopic implements LiveTopic {

  /** How far back somebody may come back, in entries of the partition. */
  private static final long BACK_MAX = 10_000;

  /** What the topic says. */
  interface Messages {

    /** What it begins with: as of a sequence or later. */
    Future<Begin> begin();

    /**
     * @return the messages of some events, by sequence; empty if one of them cannot be told any
     *     more
     */
    Optional<List<Numbered>> of(AccountFeed.Told told);
  }

  /** Everything up to a sequence. */
  record Begin(long sequence, JsonNode data) {}

  record Numbered(long sequence, JsonNode data) {}

  private final Topic topic;
  private final PartitionFeed partition;
  private final AccountFeed account;
  private final Messages messages;
  private final Series series;
  private final Map<Client, Reader> readers = new LinkedHashMap<>();

  JournalTopic(Topic topic, PartitionFeed partition, AccountFeed account, Messages messages) {
    this.topic = topic;
    this.partition = partition;
    this.account = account;
    this.messages = messages;
    series = new Series(topic, "");
  }

  void tell(AccountFeed.Told told) {
    if (readers.isEmpty()) {
      return;
    }
    for (var one : messages.of(told).orElseGet(List::of)) {
      var update = series.next(one.data(), one.sequence());
      List.copyOf(readers.values()).forEach(reader -> reader.tell(update));
    }
  }

  /** There is more than the gateway can tell: they come back and go on where they were. */
  void overloaded() {
    List.copyOf(readers.keySet()).forEach(client -> client.close(Closing.OVERLOADED));
  }

  @Override
  public void subscribe(Client client, Ask.Subscribe ask) {
    var reader = new Reader(client, topic);
    readers.put(client, reader); // from now on it misses nothing
    Future<Void> begun =
        ask.from() == Ask.Subscribe.SNAPSHOT ? snapshot(reader, ask) : resume(reader, ask);
    begun.onFailure(
        failure -> {
          var problem = Problem.of(failure);
          refuse(reader, ask, problem.code(), problem.detail());
        });
  }

  private Future<Void> snapshot(Reader reader, Ask.Subscribe ask) {
    return messages
        .begin()
        .map(
            begin -> {
              if (isReading(reader)) {
                reader.client().ok(ask.id());
                reader.client().send(series.snapshot(begin.data(), begin.sequence()), false);
                reader.beginAt(begin.sequence());
              }
              return null;
            });
  }

  private Future<Void> resume(Reader reader, Ask.Subscribe ask) {
    return partition
        .last()
        .compose(
            last -> {
              if (ask.from() > last || last - ask.from() > BACK_MAX) {
                outOfRange(reader, ask);
                return Future.succeededFuture();
              }
              return read(ask.from(), last, new ArrayList<>())
                  .compose(account::of)
                  .map(told -> goOn(reader, ask, last, told));
            });
  }

  private Void goOn(Reader reader, Ask.Subscribe ask, long last, AccountFeed.Told told) {
    if (!isReading(reader)) {
      return null;
    }
    var missed = messages.of(told);
    if (missed.isEmpty()) {
      outOfRange(reader, ask);
      return null;
    }
    reader.client().ok(ask.id());
    long previous = ask.from();
    for (var one : missed.get()) {
      reader.client().send(series.update(one.data(), previous, one.sequence()).bytes(), true);
      previous = one.sequence();
    }
    reader.beginAt(last);
    return null;
  }

  /** The events of the account after a sequence, as far as another. */
  private Future<List<JournaledEvent>> read(long after, long last, List<JournaledEvent> found) {
    if (after >= last) {
      return Future.succeededFuture(found);
    }
    return partition
        .read(after)
        .compose(
            page -> {
              page.stream()
                  .filter(one -> one.sequence() <= last)
                  .filter(one -> one.event().account().equals(topic.key()))
                  .forEach(found::add);
              return read(page.isEmpty() ? last : page.getLast().sequence(), last, found);
            });
  }

  private void outOfRange(Reader reader, Ask.Subscribe ask) {
    refuse(reader, ask, "SEQ_RANGE", "not to be told any more: subscribe without from");
  }

  private void refuse(Reader reader, Ask.Subscribe ask, String code, String detail) {
    if (isReading(reader)) {
      readers.remove(reader.client());
      reader.client().session().subscriptions().remove(topic);
      reader.client().error(ask.id(), code, detail);
    }
  }

  private boolean isReading(Reader reader) {
    return readers.get(reader.client()) == reader;
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
  public void close() {}
}
