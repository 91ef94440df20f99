package outcry.gateway.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import outcry.bus.Addresses;
import outcry.bus.Node;
import outcry.bus.Registration;
import outcry.gateway.api.ClusterAlarms;
import outcry.gateway.api.ClusterDesk;
import outcry.gateway.api.ClusterJson;
import outcry.gateway.api.Desk;
import outcry.gateway.api.MarketJson;
import outcry.gateway.api.ViewJson;
import outcry.gateway.stream.core.Series;
import outcry.gateway.stream.core.Topic;
import outcry.model.BarSpec;
import outcry.model.Instrument;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.query.OpenBars;

/** Where each topic comes from. Event loop only. */
final class Sources {

  private static final int BOOK_LEVELS = 25;
  private static final long BOOK_NANOS = Duration.ofMillis(100).toNanos();
  private static final long POSITION_NANOS = Duration.ofMillis(250).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Duration BARS_TIMEOUT = Duration.ofSeconds(2);

  private final Desk desk;
  private final Optional<ClusterDesk> cluster;
  private final String epoch;

  Sources(Desk desk, Optional<ClusterDesk> cluster, String epoch) {
    this.desk = desk;
    this.cluster = cluster;
    this.epoch = epoch;
  }

  static void close(Node node, List<Registration> registrations) {
    registrations.forEach(
        registration ->
            registration.unregister().onFailure(e -> node.defects().report("unregister", e)));
  }

  LiveTopic quotes(Topic topic) {
    return new StateTopic(topic, epoch, new Quotes(desk, topic.key()));
  }

  LiveTopic trades(Topic topic, Instrument instrument) {
    return new StateTopic(topic, epoch, new Trades(desk, instrument));
  }

  /** Asked for when it has changed; a second without a change and it is asked for all the same. */
  LiveTopic book(Topic topic, Instrument instrument) {
    var source =
        new Asking(
            desk.node(),
            BOOK_NANOS,
            () ->
                desk.questions()
                    .book(topic.key(), BOOK_LEVELS)
                    .map(book -> MarketJson.book((BookSnapshot) book, instrument)));
    source.onlyAfter(
        List.of(
            desk.node().bus().on(Addresses.books(topic.key()), _ -> source.ring()),
            desk.node().bus().on(Addresses.MARKET_TOP, _ -> source.ring())));
    return new StateTopic(topic, epoch, source);
  }

  LiveTopic positions(Topic topic) {
    return asking(
        topic,
        POSITION_NANOS,
        () ->
            desk.questions()
                .positions(List.of(topic.key()))
                .map(found -> desk.json().accounts(found.accounts()).get(0)));
  }

  LiveTopic strategies(Topic topic) {
    return asking(
        topic,
        SECOND,
        () -> Future.succeededFuture(ViewJson.strategies(desk.latest().strategies().strategies())));
  }

  LiveTopic tasks(Topic topic) {
    return asking(
        topic, SECOND, () -> Future.succeededFuture(ViewJson.tasks(desk.node().tasks().list())));
  }

  /** Of a gateway that has a cluster. */
  LiveTopic cluster(Topic topic) {
    return asking(
        topic,
        SECOND,
        () ->
            cluster
                .orElseThrow()
                .view()
                .map(
                    view ->
                        ClusterJson.view(
                            view, ClusterAlarms.of(view, desk.node().health().check()))));
  }

  private LiveTopic asking(
      Topic topic, long everyNanos, java.util.function.Supplier<Future<JsonNode>> question) {
    return new StateTopic(topic, epoch, new Asking(desk.node(), everyNanos, question));
  }

  /** What comes while the history is on its way waits, and is not told twice. */
  LiveTopic bars(Topic topic, Instrument instrument, BarSpec spec) {
    var bars = new LogTopic(topic, epoch);
    var early = new ArrayDeque<Bar>();
    var begun = new boolean[1];
    var live =
        desk.node()
            .bus()
            .on(
                Addresses.bars(topic.key(), spec),
                event -> {
                  if (event instanceof Bar bar && begun[0]) {
                    bars.add(ViewJson.bar(bar, instrument));
                  } else if (event instanceof Bar bar) {
                    early.add(bar);
                  }
                });
    bars.opening(
        desk.node()
            .bus()
            .request(
                Addresses.openBars(topic.key()),
                new OpenBars(topic.key(), spec, Series.KEPT),
                BARS_TIMEOUT)
            .map(
                opened -> {
                  opened.history().forEach(bar -> bars.history(ViewJson.bar(bar, instrument)));
                  early.stream()
                      .filter(bar -> !opened.history().contains(bar))
                      .forEach(bar -> bars.add(ViewJson.bar(bar, instrument)));
                  early.clear();
                  begun[0] = true;
                  return null;
                }),
        () -> close(desk.node(), List.of(live)));
    return bars;
  }
}
