package outcry.gateway;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import outcry.bus.Addresses;
import outcry.bus.Node;
import outcry.bus.Registration;
import outcry.model.AssetClass;
import outcry.model.BarSpec;
import outcry.model.FindingAction;
import outcry.model.FindingKind;
import outcry.model.Instrument;
import outcry.model.Levels;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.StreamHealth.State;
import outcry.model.OrderCommand;
import outcry.model.OrderReply;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.query.AccountPositions;
import outcry.model.query.AccountRisk;
import outcry.model.query.AlgorithmView;
import outcry.model.query.BarsOpened;
import outcry.model.query.BookQuery;
import outcry.model.query.CashView;
import outcry.model.query.MarketTop;
import outcry.model.query.OrderList;
import outcry.model.query.OrderView;
import outcry.model.query.PositionList;
import outcry.model.query.PositionView;
import outcry.model.query.ReconcileReport;
import outcry.model.query.ReconcileReport.AccountReport;
import outcry.model.query.ReconcileReport.FindingView;
import outcry.model.query.ReconcileRequest;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyList;
import outcry.model.query.StrategyView;
import outcry.model.query.SymbolTop;

/** The other rooms of a house with one order each partition, one position and one strategy. */
public final class Rooms extends VerticleBase {

  public static final int PARTITIONS = 2;
  public static final Instrument BTC =
      new Instrument(
          "BTCUSDT.SIM", AssetClass.SPOT, "SIM", "BTC", "USDT", 2, 5, 1, 1, 1, 900_000_000, 0, 1);

  final List<OrderCommand> commands = new CopyOnWriteArrayList<>();
  final List<StrategyAction> actions = new CopyOnWriteArrayList<>();
  final List<ReconcileRequest> reconciliations = new CopyOnWriteArrayList<>();

  /** Who answers for the positions of each partition. */
  final List<Registration> positionRooms = new CopyOnWriteArrayList<>();

  private final Node node;

  public Rooms(Node node) {
    this.node = node;
  }

  @Override
  public Future<?> start() {
    var bus = node.bus();
    var registrations = new ArrayList<Registration>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int id = partition;
      registrations.add(
          bus.onRequest(
              Addresses.orderQueries(partition), _ -> Future.succeededFuture(orders(id))));
      registrations.add(
          bus.onRequest(
              Addresses.orderRisks(partition),
              query -> Future.succeededFuture(risk(query.account()))));
      registrations.add(
          bus.onRequest(Addresses.orderCommands(partition), command -> command(id, command)));
      var positions =
          bus.onRequest(Addresses.positions(partition), _ -> Future.succeededFuture(positions(id)));
      registrations.add(positions);
      positionRooms.add(positions);
      registrations.add(
          bus.onRequest(
              Addresses.reconcile(partition),
              request -> {
                reconciliations.add(request);
                return Future.succeededFuture(reconciled(id));
              }));
    }
    registrations.add(
        bus.onRequest(
            Addresses.bookSnapshots(BTC.symbol()), query -> Future.succeededFuture(book(query))));
    registrations.add(
        bus.onRequest(
            Addresses.openBars(BTC.symbol()),
            _ -> Future.succeededFuture(new BarsOpened(List.of(bar(1), bar(2), bar(3))))));
    registrations.add(
        bus.onRequest(
            Addresses.strategyControl("sma"),
            action -> {
              actions.add(action);
              return Future.succeededFuture(strategies());
            }));
    return Future.all(registrations.stream().map(Registration::ready).toList());
  }

  /** Tells who listens what a market-data and a strategy verticle would. */
  void publish() {
    var top =
        new SymbolTop(
            BTC.symbol(),
            6_168_599,
            100_000,
            6_168_600,
            5,
            6_168_599,
            7,
            State.LIVE,
            "",
            3,
            2,
            1,
            List.of());
    context.runOnContext(
        _ -> {
          node.bus().publish(Addresses.MARKET_TOP, new MarketTop(1_000_000_000, List.of(top)));
          node.bus().publish(Addresses.STRATEGY_STATES, strategies());
        });
  }

  /** Refuses what belongs to another partition, as an owner does. */
  private Future<OrderReply> command(int partition, OrderCommand command) {
    if (Addresses.partitionOf(command.account(), PARTITIONS) != partition) {
      return Future.succeededFuture(new OrderReply.Refused(RefusalCode.NO_OWNER, "not here"));
    }
    commands.add(command);
    return Future.succeededFuture(
        switch (command) {
          case OrderCommand.SubmitOrder order when order.quantity() > 100_000_000 ->
              new OrderReply.Refused(RefusalCode.LIMIT_ORDER_QTY, "too large");
          case OrderCommand.SubmitOrder order ->
              new OrderReply.Acknowledged(order.clientOrderId(), 42, OrderStatus.INTENT);
          case OrderCommand.CancelOrder _ ->
              new OrderReply.Refused(RefusalCode.UNKNOWN_ORDER, "no such order");
          case OrderCommand.AmendOrder amend ->
              new OrderReply.Acknowledged(amend.clientOrderId(), 42, OrderStatus.PENDING_AMEND);
          case OrderCommand.StartAlgorithm start ->
              new OrderReply.Acknowledged(start.algorithmId(), 0, OrderStatus.WORKING);
          case OrderCommand.CancelAlgorithm cancel ->
              new OrderReply.Acknowledged(cancel.algorithmId(), 0, OrderStatus.CANCELED);
          case OrderCommand.SubmitList list ->
              new OrderReply.ListAcknowledged(
                  list.listId(),
                  List.of(
                      new OrderReply.Acknowledged(
                          list.orders().getFirst().clientOrderId(), 42, OrderStatus.INTENT),
                      new OrderReply.Refused(RefusalCode.LIMIT_ORDER_QTY, "too large")));
          case OrderCommand.CancelAll _ -> new OrderReply.Acknowledged("", 0, OrderStatus.WORKING);
          case OrderCommand.SetTradingState _ ->
              new OrderReply.Acknowledged("", 0, OrderStatus.INTENT);
        });
  }

  private static AccountRisk risk(String account) {
    return new AccountRisk(
        account,
        3,
        "",
        "",
        List.of(
            new AccountRisk.Line("openOrdersMax", "", AccountRisk.Unit.COUNT, 10, 4),
            new AccountRisk.Line("orderValueMax", "", AccountRisk.Unit.MONEY, 100_000_000, -1),
            new AccountRisk.Line(
                "positionMax", BTC.symbol(), AccountRisk.Unit.QUANTITY, 100_000, 120_000)));
  }

  private static MarketEvent book(BookQuery query) {
    var bids = Levels.of(6_168_500, 100_000, 6_168_400, 200_000);
    return new MarketEvent.BookSnapshot(
        query.symbol(),
        9,
        query.levels() == 1 ? Levels.of(6_168_500, 100_000) : bids,
        Levels.NONE,
        1_000_000_000,
        1_000_000_000);
  }

  private static Bar bar(int minute) {
    long nanos = minute * 60_000_000_000L;
    return new Bar(
        BTC.symbol(),
        BarSpec.minutes(1),
        nanos,
        100,
        200,
        50,
        150,
        7,
        3,
        nanos + 60_000_000_000L,
        nanos + 60_000_000_000L);
  }

  private static OrderList orders(int partition) {
    var order =
        new OrderView(
            "paper-" + partition,
            "id-" + partition,
            partition + 1,
            2,
            "sma",
            BTC.symbol(),
            Side.BUY,
            OrderType.LIMIT,
            TimeInForce.GTC,
            100_000,
            6_168_500,
            0,
            false,
            50_000,
            3_084_250_000_000L,
            OrderStatus.PARTIALLY_FILLED,
            "",
            "<script>alert(1)</script>",
            1_000_000_000L + partition,
            2_000_000_000L);
    return new OrderList(
        partition,
        5,
        List.of(order),
        List.of(new OrderList.StatusCount(OrderStatus.PARTIALLY_FILLED, 1)),
        3,
        List.of("GLOBAL HALTED"),
        List.of(
            new AlgorithmView(
                "paper-" + partition,
                "w",
                "manual",
                BTC.symbol(),
                Side.BUY,
                "TWAP",
                400_000,
                0,
                100_000,
                50_000,
                2,
                OrderStatus.WORKING,
                "",
                1_000_000_000L + partition,
                9_000_000_000L)));
  }

  private static ReconcileReport reconciled(int partition) {
    var finding =
        new FindingView(
            "POSITION_DIFFERS:BTCUSDT.SIM",
            FindingKind.POSITION_DIFFERS,
            "0.50000",
            "0.40000",
            FindingAction.ASK,
            true);
    return new ReconcileReport(
        partition,
        5,
        List.of(
            new AccountReport(
                "paper-" + partition, "SIM", false, 1_000_000_000L, "", List.of(finding))));
  }

  private static PositionList positions(int partition) {
    var position =
        new PositionView(
            "paper-0",
            BTC.symbol(),
            50_000,
            6_168_500,
            3_084_250_000_000L,
            0,
            6_168_600,
            50_000_000,
            "USDT");
    var all =
        List.of(
            new AccountPositions(
                "paper-0",
                List.of(position),
                List.of(new CashView("paper-0", "USDT", 0, 50_000_000, 123_000_000)),
                "",
                ""),
            new AccountPositions("paper-1", List.of(), List.of(), "TIMEOUT", "no answer in time"),
            new AccountPositions("bob", List.of(), List.of(), "", ""));
    return new PositionList(
        all.stream()
            .filter(one -> Addresses.partitionOf(one.account(), PARTITIONS) == partition)
            .toList());
  }

  private static StrategyList strategies() {
    return new StrategyList(
        List.of(
            new StrategyView(
                "sma",
                "sma-crossover",
                "paper-0",
                BTC.symbol(),
                StrategyView.State.RUNNING,
                "",
                "fast=10",
                1,
                2,
                0,
                1)));
  }
}
