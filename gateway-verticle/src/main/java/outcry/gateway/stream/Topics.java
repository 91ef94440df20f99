package outcry.gateway.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import outcry.bus.Addresses;
import outcry.gateway.api.ClusterDesk;
import outcry.gateway.api.Desk;
import outcry.gateway.stream.core.Ask;
import outcry.gateway.stream.core.BadAskException;
import outcry.gateway.stream.core.Topic;
import outcry.model.BarSpec;
import outcry.model.Instrument;

/**
 * The topics that somebody reads, and for a while those that nobody reads any more, for whoever
 * comes back. Event loop only.
 */
final class Topics {

  /** In all: the instruments and accounts times the channels of some hundred clients. */
  private static final int TOPICS_MAX = 10_000;

  private static final long KEPT_SECONDS = 30;

  private static final class Open {
    final LiveTopic live;
    long unreadSeconds;

    Open(LiveTopic live) {
      this.live = live;
    }
  }

  private final Desk desk;
  private final Optional<ClusterDesk> cluster;
  private final Sources sources;
  private final LiveTopic alerts;
  private final Map<Topic, Open> open = new LinkedHashMap<>();
  private final Map<Integer, PartitionFeed> partitions = new TreeMap<>();

  Topics(Desk desk, Optional<ClusterDesk> cluster, String epoch, LiveTopic alerts) {
    this.desk = desk;
    this.cluster = cluster;
    this.alerts = alerts;
    sources = new Sources(desk, cluster, epoch);
  }

  /** Answers the client one way or the other. */
  void subscribe(Client client, Ask.Subscribe ask) {
    try {
      find(client, ask).subscribe(client, ask);
    } catch (BadAskException e) {
      client.session().subscriptions().remove(ask.topic());
      client.refuse(e);
    }
  }

  void leave(Client client, Topic topic) {
    client.forget(topic);
    live(topic).ifPresent(one -> one.leave(client));
  }

  private Optional<LiveTopic> live(Topic topic) {
    return switch (topic.channel()) {
      case ALERTS -> Optional.of(alerts);
      case ORDERS, FILLS ->
          Optional.ofNullable(partitions.get(partitionOf(topic.key())))
              .map(partition -> ofAccount(partition, topic));
      case QUOTES, TRADES, BOOK, BARS, POSITIONS, STRATEGIES, TASKS, CLUSTER ->
          Optional.ofNullable(open.get(topic)).map(one -> one.live);
    };
  }

  private LiveTopic find(Client client, Ask.Subscribe ask) {
    var topic = ask.topic();
    var caller = client.caller().orElseThrow();
    var key = topic.key();
    return switch (topic.channel()) {
      case QUOTES -> open(ask, instrument(ask), one -> sources.quotes(topic));
      case TRADES -> open(ask, instrument(ask), one -> sources.trades(topic, one));
      case BOOK -> open(ask, instrument(ask), one -> sources.book(topic, one));
      case BARS -> {
        var spec = spec(ask);
        yield open(ask, instrument(ask), one -> sources.bars(topic, one, spec));
      }
      case ORDERS, FILLS -> {
        requireAccount(ask, caller);
        yield ofAccount(
            partitions.computeIfAbsent(partitionOf(key), id -> new PartitionFeed(desk, id)), topic);
      }
      case POSITIONS -> {
        requireAccount(ask, caller);
        yield open(ask, () -> sources.positions(topic));
      }
      case STRATEGIES -> {
        if (!desk.catalogue().accounts().stream().allMatch(caller::mayUse)) {
          throw forbidden(ask);
        }
        yield open(ask, () -> sources.strategies(topic));
      }
      case TASKS -> open(ask, () -> sources.tasks(topic));
      case CLUSTER -> {
        if (cluster.isEmpty()) {
          throw BadAskException.refused(ask.id(), "NOT_CLUSTERED", "this is one process");
        }
        yield open(ask, () -> sources.cluster(topic));
      }
      case ALERTS -> alerts;
    };
  }

  private static LiveTopic ofAccount(PartitionFeed partition, Topic topic) {
    var account = partition.account(topic.key());
    return topic.channel() == outcry.gateway.stream.core.Channel.ORDERS
        ? account.orders()
        : account.fills();
  }

  private LiveTopic open(
      Ask.Subscribe ask,
      Instrument instrument,
      java.util.function.Function<Instrument, LiveTopic> made) {
    return open(ask, () -> made.apply(instrument));
  }

  private LiveTopic open(Ask.Subscribe ask, Supplier<LiveTopic> made) {
    var known = open.get(ask.topic());
    if (known == null) {
      if (open.size() >= TOPICS_MAX) {
        throw BadAskException.refused(ask.id(), "LIMIT", "too many topics are open");
      }
      known = new Open(made.get());
      open.put(ask.topic(), known);
    }
    known.unreadSeconds = 0;
    return known.live;
  }

  private int partitionOf(String account) {
    return Addresses.partitionOf(account, desk.catalogue().partitions());
  }

  /** Of an account that is not his nobody learns whether there is one. */
  private void requireAccount(Ask.Subscribe ask, Admission.Caller caller) {
    var account = ask.topic().key();
    if (!desk.catalogue().accounts().contains(account) || !caller.mayUse(account)) {
      throw forbidden(ask);
    }
  }

  private static BadAskException forbidden(Ask.Subscribe ask) {
    return BadAskException.refused(ask.id(), "FORBIDDEN", "not for this key");
  }

  private Instrument instrument(Ask.Subscribe ask) {
    var symbol = ask.topic().key();
    if (symbol.contains("*")) {
      throw BadAskException.refused(ask.id(), "FORBIDDEN", "one symbol at a time");
    }
    return desk.catalogue()
        .instruments()
        .find(symbol)
        .orElseThrow(
            () -> BadAskException.refused(ask.id(), "UNKNOWN_SYMBOL", "there is no such symbol"));
  }

  private static BarSpec spec(Ask.Subscribe ask) {
    try {
      return BarSpec.parse(ask.topic().spec());
    } catch (IllegalArgumentException e) {
      throw BadAskException.refused(ask.id(), "RANGE", "spec must be as 5s, 1m, 4h, 100t or 2.5v");
    }
  }

  void tick(long nowNanos) {
    open.values().forEach(one -> one.live.tick(nowNanos));
  }

  /** Once a second. */
  void second() {
    partitions.values().forEach(PartitionFeed::poll);
    open.values()
        .removeIf(
            one -> {
              one.unreadSeconds = one.live.isUnread() ? one.unreadSeconds + 1 : 0;
              boolean isOver = one.unreadSeconds > KEPT_SECONDS;
              if (isOver) {
                one.live.close();
              }
              return isOver;
            });
    partitions
        .values()
        .removeIf(
            one -> {
              boolean isOver = one.isUnread();
              if (isOver) {
                one.close();
              }
              return isOver;
            });
  }

  void close() {
    open.values().forEach(one -> one.live.close());
    open.clear();
    partitions.values().forEach(PartitionFeed::close);
    partitions.clear();
  }
}
