package outcry.model.wire;

import java.util.List;
import outcry.model.Algorithm;
import outcry.model.BarSpec;
import outcry.model.Contingency;
import outcry.model.ExecutionReport;
import outcry.model.Instructions;
import outcry.model.Instructions.Trail;
import outcry.model.Instructions.TriggerBy;
import outcry.model.JournalAdvance;
import outcry.model.JournaledEvent;
import outcry.model.Levels;
import outcry.model.Liquidity;
import outcry.model.MarketEvent;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderReply;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.ReportPage;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;

/** One message of every type; every field has a value of its own, so that swapped fields show. */
final class Samples {

  private static final String SYMBOL = "BTCUSDT.BINANCE";

  static final SubmitOrder SUBMIT =
      new SubmitOrder(
          "acc",
          "ema-1-1",
          "ema",
          SYMBOL,
          Side.SELL,
          OrderType.LIMIT,
          TimeInForce.FOK,
          12,
          13,
          true,
          false,
          "cause",
          14);

  static final SubmitOrder HELD =
      new SubmitOrder(
          "acc",
          "exit",
          "ema",
          SYMBOL,
          Side.BUY,
          OrderType.TRAILING_STOP,
          TimeInForce.GTD,
          12,
          0,
          false,
          true,
          new Instructions(
              21, TriggerBy.QUOTE, new Trail(Trail.Unit.BASIS_POINTS, 22), 23, 24, "parent"),
          "cause",
          14);

  private static StartAlgorithm algorithm(Algorithm algorithm) {
    return new StartAlgorithm(
        "acc", "twap-1", "ema", SYMBOL, Side.SELL, algorithm, 1, 2, true, 3, 4, "cause", 5);
  }

  static final Family<MarketEvent> MARKET_EVENTS =
      new Family<>(
          MarketEventCodec.INSTANCE,
          MarketEvent.class,
          List.of(
              new MarketEvent.Quote(SYMBOL, 1, 2, 3, 4, 5, 6, 7),
              new MarketEvent.Quote("", Long.MIN_VALUE, Long.MAX_VALUE, -1, 0, 5, 6, 7),
              new MarketEvent.Trade(SYMBOL, 1, 2, 3, Side.SELL, 4, 5),
              new MarketEvent.BookSnapshot(SYMBOL, 1, Levels.of(2, 3, 4, 5), Levels.NONE, 6, 7),
              new MarketEvent.BookDelta(
                  SYMBOL, 1, 2, -1, Levels.of(3, 0), Levels.of(4, 5, 6, 7), 8, 9),
              new MarketEvent.Bar(SYMBOL, BarSpec.minutes(5), 1, 2, 3, 4, 5, 6, 7, 8, 9),
              new MarketEvent.Bar(SYMBOL, BarSpec.ticks(100), 1, 2, 3, 4, 5, 6, 7, 8, 9),
              new MarketEvent.InstrumentStatus(SYMBOL, true, 1, 2),
              new MarketEvent.StreamHealth(
                  SYMBOL, MarketEvent.StreamHealth.State.GAPPED, "fehlt: 3 – 5 😀", 1, 2)));

  static final Family<OrderCommand> ORDER_COMMANDS =
      new Family<>(
          OrderCommandCodec.INSTANCE,
          OrderCommand.class,
          List.of(
              SUBMIT,
              HELD,
              new OrderCommand.SubmitList(
                  "acc", "list", Contingency.OTO, List.of(SUBMIT, HELD), "cause", 1),
              algorithm(new Algorithm.Twap(7)),
              algorithm(new Algorithm.Vwap(List.of(3, 0, 5))),
              algorithm(new Algorithm.Pov(1_000)),
              algorithm(new Algorithm.Iceberg(8)),
              new OrderCommand.CancelAlgorithm("acc", "twap-1", "cause", 1),
              new OrderCommand.CancelOrder("acc", "id", "cause", 1),
              new OrderCommand.AmendOrder("acc", "id", 1, 2, 3, "cause", 4),
              new OrderCommand.CancelAll("acc", SYMBOL, "cause", 1),
              new OrderCommand.SetTradingState(
                  "acc", TradingScope.STRATEGY, "ema", TradingState.HALTED, "reason", "cause", 1)));

  static final Family<OrderReply> ORDER_REPLIES =
      new Family<>(
          OrderReplyCodec.INSTANCE,
          OrderReply.class,
          List.of(
              new OrderReply.Acknowledged("id", 7, OrderStatus.NOT_SENT),
              new OrderReply.Refused(RefusalCode.INTERNAL, "detail"),
              new OrderReply.ListAcknowledged(
                  "list",
                  List.of(
                      new OrderReply.Acknowledged("id", 7, OrderStatus.TRIGGER_PENDING),
                      new OrderReply.Refused(RefusalCode.LIST_REFUSED, "detail")))));

  static final Family<OrderEvent> ORDER_EVENTS =
      new Family<>(
          OrderEventCodec.INSTANCE,
          OrderEvent.class,
          List.of(
              new OrderEvent.OrderDenied(
                  "acc", 1, 2, SUBMIT, RefusalCode.LIMIT_POSITION, "detail", 3),
              new OrderEvent.OrderIntended("acc", 1, 2, SUBMIT, 3, 4, 5),
              new OrderEvent.OrderHeld("acc", 1, 2, HELD, 3, 4),
              new OrderEvent.OrderReleased("acc", 1, 2, "ema", SYMBOL, 3, 4, 5, 6, "cause", 7),
              new OrderEvent.TriggerMoved("acc", 1, 2, 3, "cause", 4),
              new OrderEvent.OrderTriggered("acc", 1, 2, "cause", 3),
              new OrderEvent.OrderAdopted("acc", 1, 2, SUBMIT, "venue-id", "reason", 3),
              new OrderEvent.FillBusted(
                  "acc", 1, 2, SYMBOL, Side.SELL, "ema", "x2", "x1", 3, 4, -5, "BNB", 6, 7),
              new OrderEvent.ListSubmitted(
                  "acc", "list", Contingency.BRACKET, List.of("a", "b"), "cause", 1),
              new OrderEvent.AlgorithmStarted(
                  "acc", algorithm(new Algorithm.Vwap(List.of(1, 2))), 3, 4),
              new OrderEvent.AlgorithmEnded("acc", "twap-1", "reason", 1),
              new OrderEvent.LimitsChanged("acc", 77, "{\"accounts\":{}}", 1),
              new OrderEvent.EquityMarked("acc", "USD", 20_000, -5, 7, 8),
              new OrderEvent.RuleBreached("acc", RefusalCode.LIMIT_DAILY_LOSS, "lost 5", 9),
              new OrderEvent.PositionAdjusted("acc", SYMBOL, "ema", Side.SELL, 1, 2, "reason", 3),
              new OrderEvent.BalanceAdjusted("acc", "VENUE", "USDT", -7, "reason", 4),
              new OrderEvent.OrderAccepted("acc", 1, 2, "venue-id", 3, 4),
              new OrderEvent.OrderRejected("acc", 1, 2, "reason", 3),
              new OrderEvent.OrderFilled(
                  "acc",
                  1,
                  2,
                  SYMBOL,
                  Side.BUY,
                  "ema",
                  "execution",
                  3,
                  4,
                  5,
                  -6,
                  "BNB",
                  Liquidity.TAKER,
                  7,
                  8),
              new OrderEvent.CancelRequested("acc", 1, 2, "cause", 3),
              new OrderEvent.CancelRejected("acc", 1, 2, "reason", 3),
              new OrderEvent.OrderCanceled("acc", 1, 2, "reason", 3),
              new OrderEvent.OrderExpired("acc", 1, 2, "reason", 3),
              new OrderEvent.AmendRequested("acc", 1, 2, 3, 4, "cause", 5),
              new OrderEvent.AmendRejected("acc", 1, 2, "reason", 3),
              new OrderEvent.OrderAmended("acc", 1, 2, 3, 4, 5, 6),
              new OrderEvent.OrderInDoubt("acc", 1, 2, "reason", 3),
              new OrderEvent.OrderNotSent("acc", 1, 2, "reason", 3),
              new OrderEvent.TradingStateChanged(
                  "acc",
                  0,
                  0,
                  TradingScope.INSTRUMENT,
                  SYMBOL,
                  TradingState.REDUCING,
                  "reason",
                  1)));

  static final Family<JournalAdvance> JOURNAL_ADVANCES =
      new Family<>(
          JournalAdvanceCodec.INSTANCE,
          JournalAdvance.class,
          List.of(
              new JournalAdvance(3, 1042, List.of()),
              new JournalAdvance(
                  3,
                  1042,
                  List.of(
                      new JournaledEvent(3, 1041, 9, ORDER_EVENTS.samples().getFirst()),
                      new JournaledEvent(3, 1042, 9, ORDER_EVENTS.samples().getLast())))));

  static final Family<ExecutionReport> EXECUTION_REPORTS =
      new Family<>(
          ExecutionReportCodec.INSTANCE,
          ExecutionReport.class,
          List.of(
              new ExecutionReport.Accepted("acc", "id", "venue-id", 1),
              new ExecutionReport.Rejected("acc", "id", "reason", 1),
              new ExecutionReport.Filled(
                  "acc", "id", "venue-id", "execution", 1, 2, 3, -4, "BNB", Liquidity.MAKER, 5),
              new ExecutionReport.Busted("acc", "id", "x2", "x1", 1),
              new ExecutionReport.Canceled("acc", "id", "reason", 40, 1),
              new ExecutionReport.Expired("acc", "id", "reason", ExecutionReport.UNTOLD, 1),
              new ExecutionReport.Amended("acc", "id", 1, 2, 3),
              new ExecutionReport.CancelRejected("acc", "id", "reason", 1),
              new ExecutionReport.AmendRejected("acc", "id", "reason", 1),
              new ExecutionReport.NotFound("acc", "id", 1)));

  static final Family<ReportPage> REPORT_PAGES =
      new Family<>(
          ReportPageCodec.INSTANCE,
          ReportPage.class,
          List.of(
              new ReportPage("acc", 1, 2, List.of()),
              new ReportPage("acc", 1, 2, EXECUTION_REPORTS.samples())));

  static final List<Family<?>> FAMILIES =
      List.of(
          MARKET_EVENTS,
          ORDER_COMMANDS,
          ORDER_REPLIES,
          ORDER_EVENTS,
          JOURNAL_ADVANCES,
          EXECUTION_REPORTS,
          REPORT_PAGES);

  private Samples() {}
}
