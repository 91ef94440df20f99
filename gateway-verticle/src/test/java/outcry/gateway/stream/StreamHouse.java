package outcry.gateway.stream;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import outcry.bus.Addresses;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.gateway.Rooms;
import outcry.gateway.TestJournal;
import outcry.gateway.api.Catalogue;
import outcry.gateway.api.Desk;
import outcry.gateway.api.LatestStates;
import outcry.gateway.api.Questions;
import outcry.gateway.api.ViewJson;
import outcry.gateway.http.HostGuard;
import outcry.journal.Journal;
import outcry.journal.Ownership;
import outcry.model.Instructions;
import outcry.model.Instruments;
import outcry.model.JournalAdvance;
import outcry.model.JournaledEvent;
import outcry.model.Liquidity;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.StreamHealth.State;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.query.MarketTop;
import outcry.model.query.OrderList;
import outcry.model.query.OrderRows;
import outcry.model.query.OrderView;
import outcry.model.query.SymbolTop;

/** A journal with its owner, and gateways that stream it. Tokens are names of keys. */
final class StreamHouse {

  static final String SYMBOL = Rooms.BTC.symbol();
  private static final long DAY = 86_400_000_000_000L;

  private final Metrics metrics = new Metrics();
  final Node node = Node.over(Node.vertx(new VertxOptions(), metrics).build(), metrics);
  final Journal journal = TestJournal.open();
  final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final Map<Long, OrderView> orders = new ConcurrentSkipListMap<>();
  private final Ownership ownership;
  private long sequence;

  StreamHouse() throws Exception {
    ownership = journal.claim(0, "test", 1).toCompletableFuture().get(10, TimeUnit.SECONDS);
    node.vertx()
        .deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                return Future.all(
                    node.bus()
                        .onRequest(
                            Addresses.orderQueries(0),
                            query -> Future.succeededFuture(list(query.account())))
                        .ready(),
                    node.bus()
                        .onRequest(
                            Addresses.orderRows(0),
                            wanted ->
                                Future.succeededFuture(
                                    new OrderRows(
                                        0,
                                        sequence,
                                        wanted.orderIds().stream()
                                            .flatMap(id -> Stream.ofNullable(orders.get(id)))
                                            .toList())))
                        .ready());
              }
            })
        .await(10, TimeUnit.SECONDS);
  }

  private OrderList list(String account) {
    return new OrderList(
        0,
        sequence,
        orders.values().stream().filter(one -> one.account().equals(account)).toList(),
        List.of(),
        0,
        List.of(),
        List.of());
  }

  /** Another gateway. */
  int open(StreamConfig config) throws Exception {
    var port = new int[1];
    node.vertx().deployVerticle(new Gateway(config, port)).await(10, TimeUnit.SECONDS);
    return port[0];
  }

  private final class Gateway extends VerticleBase {
    private final StreamConfig config;
    private final int[] port;

    Gateway(StreamConfig config, int[] port) {
      this.config = config;
      this.port = port;
    }

    @Override
    public Future<?> start() {
      var catalogue =
          new Catalogue(1, List.of("paper-0", "bob"), new Instruments(List.of(Rooms.BTC)));
      var latest = new LatestStates(false, System::nanoTime);
      var desk =
          new Desk(
              node,
              journal,
              catalogue,
              new Questions(node.bus(), catalogue),
              latest,
              new ViewJson(catalogue.instruments()));
      var streams =
          new Streams(
              desk,
              Optional.empty(),
              token ->
                  token.isEmpty() || revoked.contains(token)
                      ? Future.failedFuture("no such key")
                      : Future.succeededFuture(new Key(token)),
              config);
      var router = Router.router(vertx);
      router.route().handler(new HostGuard(Optional.empty()));
      router.get("/api/v1/stream").handler(streams::upgrade);
      var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
      Streams.prepare(options);
      streams.start();
      HttpServer server = vertx.createHttpServer(options).requestHandler(router);
      return Future.all(
              node.bus().on(Addresses.MARKET_TOP, latest::onTop).ready(),
              server.listen().onSuccess(listening -> port[0] = listening.actualPort()))
          .mapEmpty();
    }
  }

  private final class Key implements Admission.Caller {
    private final String name;

    Key(String name) {
      this.name = name;
    }

    @Override
    public String keyId() {
      return name;
    }

    @Override
    public boolean mayUse(String account) {
      return !account.equals("bob");
    }

    @Override
    public Optional<Admission.Caller> again() {
      return revoked.contains(name) ? Optional.empty() : Optional.of(this);
    }
  }

  /** An order is sent, and filled so many times; each event is journaled, and then told. */
  void trade(long orderId, int fills) throws Exception {
    var events = new ArrayList<OrderEvent>();
    events.add(new OrderIntended("paper-0", orderId, 1, submit(orderId), 9 * DAY, 1, DAY));
    for (int i = 1; i <= fills; i++) {
      events.add(
          new OrderFilled(
              "paper-0",
              orderId,
              i + 1,
              SYMBOL,
              Side.BUY,
              "manual",
              orderId + "-" + i,
              1,
              6_000_000,
              300_000 - i,
              0,
              "",
              Liquidity.TAKER,
              DAY,
              DAY + i));
    }
    journal.append(ownership, events).toCompletableFuture().get(10, TimeUnit.SECONDS);
    orders.put(orderId, view(orderId, fills));
    var told = new ArrayList<JournaledEvent>();
    for (var event : events) {
      sequence++;
      told.add(new JournaledEvent(0, sequence, 1, event));
    }
    var advance = new JournalAdvance(0, sequence, told);
    node.vertx().runOnContext(_ -> node.bus().publish(Addresses.journalAdvance(0), advance));
  }

  private static SubmitOrder submit(long orderId) {
    return new SubmitOrder(
        "paper-0",
        "m-" + orderId,
        "manual",
        SYMBOL,
        Side.BUY,
        OrderType.LIMIT,
        TimeInForce.GTC,
        300_000,
        7_000_000,
        false,
        false,
        Instructions.NONE,
        "manual",
        DAY);
  }

  private static OrderView view(long orderId, int fills) {
    return new OrderView(
        "paper-0",
        "m-" + orderId,
        orderId,
        1 + fills,
        "manual",
        SYMBOL,
        Side.BUY,
        OrderType.LIMIT,
        TimeInForce.GTC,
        300_000,
        7_000_000,
        0,
        false,
        fills,
        0,
        fills == 0 ? OrderStatus.INTENT : OrderStatus.PARTIALLY_FILLED,
        "",
        "manual",
        DAY,
        DAY);
  }

  void quote(long bidPrice) {
    var now = System.nanoTime();
    var top =
        new SymbolTop(
            SYMBOL, bidPrice, 1, bidPrice + 1, 1, 0, 0, State.LIVE, "", 1, 0, now, List.of());
    node.vertx()
        .runOnContext(
            _ -> {
              node.bus().publish(Addresses.MARKET_TOP, new MarketTop(now, List.of(top)));
              node.bus()
                  .publish(
                      Addresses.quotes(SYMBOL),
                      new Quote(SYMBOL, bidPrice, 1, bidPrice + 1, 1, 1, now, now));
            });
  }

  void close() throws Exception {
    node.close().await(10, TimeUnit.SECONDS);
    journal.close();
  }
}
