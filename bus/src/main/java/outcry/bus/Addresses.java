package outcry.bus;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import outcry.model.BarSpec;
import outcry.model.ExecutionReport;
import outcry.model.JournalAdvance;
import outcry.model.MarketEvent;
import outcry.model.OrderCommand;
import outcry.model.OrderReply;
import outcry.model.ReportPage;
import outcry.model.VenueAccount;
import outcry.model.cluster.ShardsReleased;
import outcry.model.query.AccountRequest;
import outcry.model.query.AccountRisk;
import outcry.model.query.BarsOpened;
import outcry.model.query.BookQuery;
import outcry.model.query.CatchUp;
import outcry.model.query.ExchangeRequest;
import outcry.model.query.MarketTop;
import outcry.model.query.NodeProbe;
import outcry.model.query.NodeProbed;
import outcry.model.query.OpenBars;
import outcry.model.query.OrderList;
import outcry.model.query.OrderQuery;
import outcry.model.query.OrderRows;
import outcry.model.query.OrdersWanted;
import outcry.model.query.PositionList;
import outcry.model.query.PositionQuery;
import outcry.model.query.ReconcileReport;
import outcry.model.query.ReconcileRequest;
import outcry.model.query.ReportsRequest;
import outcry.model.query.RiskQuery;
import outcry.model.query.SnapshotRequest;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyList;
import outcry.model.wire.ExecutionReportCodec;
import outcry.model.wire.JournalAdvanceCodec;
import outcry.model.wire.MarketEventCodec;
import outcry.model.wire.OrderCommandCodec;
import outcry.model.wire.OrderReplyCodec;
import outcry.model.wire.ReportPageCodec;

/** Every address on the bus. Nothing outside this file spells one. */
public final class Addresses {

  /** The latest of every symbol, a few times a second. Published by each market-data verticle. */
  public static final Address<MarketTop> MARKET_TOP =
      new Address<>("md.top", "md.top", RecordCodec.of("market-top", MarketTop.class));

  /** Bars that somebody has opened, told to those who may have to build them next. */
  public static final Address<OpenBars> BARS_WANTED =
      new Address<>(
          "md.bars.wanted", "md.bars.wanted", RecordCodec.of("bars-wanted", OpenBars.class));

  /** As {@link #strategyControl}, where there is one host and no name is needed. */
  public static final RequestAddress<StrategyAction, StrategyList> STRATEGY_CONTROL =
      new RequestAddress<>(
          "strategy.control",
          "strategy.control",
          RecordCodec.of("strategy-action", StrategyAction.class),
          RecordCodec.of("strategy-list", StrategyList.class));

  /** What the strategies do, once a second and at every change of state. */
  public static final Address<StrategyList> STRATEGY_STATES =
      new Address<>(
          "strategy.states",
          "strategy.states",
          RecordCodec.of("strategy-states", StrategyList.class));

  /** Order entry of the simulated exchange; the answer to a QUERY is its reports, else empty. */
  public static final RequestAddress<ExchangeRequest, List<ExecutionReport>> EXCHANGE_REQUESTS =
      new RequestAddress<>(
          "exchange.requests",
          "exchange.requests",
          RecordCodec.of("exchange-request", ExchangeRequest.class),
          new ListCodec<>("execution-reports", ExecutionReportCodec.INSTANCE));

  /** Books of the simulated exchange on demand. */
  public static final RequestAddress<SnapshotRequest, MarketEvent> EXCHANGE_SNAPSHOTS =
      new RequestAddress<>(
          "exchange.snapshots",
          "exchange.snapshots",
          RecordCodec.of("snapshot-request", SnapshotRequest.class),
          MarketEventCodec.INSTANCE);

  /** Reports of the simulated exchange once more, some hundreds at a time. Safe to repeat. */
  public static final RequestAddress<ReportsRequest, ReportPage> EXCHANGE_RESENDS =
      new RequestAddress<>(
          "exchange.resends",
          "exchange.resends",
          RecordCodec.of("reports-request", ReportsRequest.class),
          ReportPageCodec.INSTANCE);

  /** What a client of the simulated exchange has there. */
  public static final RequestAddress<AccountRequest, VenueAccount> EXCHANGE_ACCOUNTS =
      new RequestAddress<>(
          "exchange.accounts",
          "exchange.accounts",
          RecordCodec.of("account-request", AccountRequest.class),
          RecordCodec.of("venue-account", VenueAccount.class));

  /** Rung when leases were given back. Whoever misses it looks by itself soon after. */
  public static final Address<ShardsReleased> SHARDS_RELEASED =
      new Address<>(
          "cluster.released",
          "cluster.released",
          RecordCodec.of("shards-released", ShardsReleased.class));

  private Addresses() {}

  /** Whether a node can be reached. Each node answers at its own name. */
  public static RequestAddress<NodeProbe, NodeProbed> nodeProbe(String node) {
    return new RequestAddress<>(
        "node.probe." + node,
        "node.probe",
        RecordCodec.of("node-probe", NodeProbe.class),
        RecordCodec.of("node-probed", NodeProbed.class));
  }

  /** Best bid and ask of a symbol; quotes conflate. */
  public static Address<MarketEvent> quotes(String symbol) {
    return market("md.quote", symbol);
  }

  /** Trades of a symbol. */
  public static Address<MarketEvent> trades(String symbol) {
    return market("md.trade", symbol);
  }

  /** Book snapshots and deltas of a symbol. */
  public static Address<MarketEvent> books(String symbol) {
    return market("md.book", symbol);
  }

  /** Opens bars of a symbol. Whoever publishes the symbol answers. Safe to repeat. */
  public static RequestAddress<OpenBars, BarsOpened> openBars(String symbol) {
    return new RequestAddress<>(
        "md.bars.open." + symbol,
        "md.bars.open",
        RecordCodec.of("open-bars", OpenBars.class),
        RecordCodec.of("bars-opened", BarsOpened.class));
  }

  /** The book of a symbol as it is. Whoever publishes the symbol answers. Safe to repeat. */
  public static RequestAddress<BookQuery, MarketEvent> bookSnapshots(String symbol) {
    return new RequestAddress<>(
        "md.book.ask." + symbol,
        "md.book.ask",
        RecordCodec.of("book-query", BookQuery.class),
        MarketEventCodec.INSTANCE);
  }

  /** Starts, stops, pauses a strategy; whoever runs it answers with all that it runs. */
  public static RequestAddress<StrategyAction, StrategyList> strategyControl(String name) {
    return new RequestAddress<>(
        "strategy.control." + name,
        "strategy.control",
        RecordCodec.of("strategy-action", StrategyAction.class),
        RecordCodec.of("strategy-list", StrategyList.class));
  }

  /** Finished bars of a symbol. */
  public static Address<MarketEvent> bars(String symbol, BarSpec spec) {
    return new Address<>("md.bar." + spec + "." + symbol, "md.bar", MarketEventCodec.INSTANCE);
  }

  /** Stream health and trading status of a symbol. */
  public static Address<MarketEvent> health(String symbol) {
    return market("md.health", symbol);
  }

  private static Address<MarketEvent> market(String family, String symbol) {
    return new Address<>(family + "." + symbol, family, MarketEventCodec.INSTANCE);
  }

  /**
   * Commands to the owner of a partition. One consumer. Safe to repeat: commands are idempotent.
   */
  public static RequestAddress<OrderCommand, OrderReply> orderCommands(int partition) {
    return new RequestAddress<>(
        "order.commands." + partition,
        "order.commands",
        OrderCommandCodec.INSTANCE,
        OrderReplyCodec.INSTANCE);
  }

  /** Orders of a partition, for people. */
  public static RequestAddress<OrderQuery, OrderList> orderQueries(int partition) {
    return new RequestAddress<>(
        "order.query." + partition,
        "order.query",
        RecordCodec.of("order-query", OrderQuery.class),
        RecordCodec.of("order-list", OrderList.class));
  }

  /** The limits of an account of a partition, and how much of each is used; for people. */
  public static RequestAddress<RiskQuery, AccountRisk> orderRisks(int partition) {
    return new RequestAddress<>(
        "order.risk." + partition,
        "order.risk",
        RecordCodec.of("risk-query", RiskQuery.class),
        RecordCodec.of("account-risk", AccountRisk.class));
  }

  /** Orders of a partition by number, for those who follow its journal. */
  public static RequestAddress<OrdersWanted, OrderRows> orderRows(int partition) {
    return new RequestAddress<>(
        "order.rows." + partition,
        "order.rows",
        RecordCodec.of("orders-wanted", OrdersWanted.class),
        RecordCodec.of("order-rows", OrderRows.class));
  }

  /** Every event of one order, by version, for people; empty if nobody knows it. */
  public static RequestAddress<OrderQuery, JournalAdvance> orderHistories(int partition) {
    return new RequestAddress<>(
        "order.history." + partition,
        "order.history",
        RecordCodec.of("order-query", OrderQuery.class),
        JournalAdvanceCodec.INSTANCE);
  }

  /** How the accounts of a partition compare with their venues. Safe to repeat. */
  public static RequestAddress<ReconcileRequest, ReconcileReport> reconcile(int partition) {
    return new RequestAddress<>(
        "order.reconcile." + partition,
        "order.reconcile",
        RecordCodec.of("reconcile-request", ReconcileRequest.class),
        RecordCodec.of("reconcile-report", ReconcileReport.class));
  }

  /** The doorbell: "partition p is now at n", with the events riding along as a courtesy. */
  public static Address<JournalAdvance> journalAdvance(int partition) {
    return new Address<>(
        "journal.advance." + partition, "journal.advance", JournalAdvanceCodec.INSTANCE);
  }

  /** For readers without a journal of their own that saw a gap. */
  public static RequestAddress<CatchUp, JournalAdvance> orderCatchUp(int partition) {
    return new RequestAddress<>(
        "order.catchup." + partition,
        "order.catchup",
        RecordCodec.of("catch-up", CatchUp.class),
        JournalAdvanceCodec.INSTANCE);
  }

  /** Positions of accounts of a partition, each with its own result. */
  public static RequestAddress<PositionQuery, PositionList> positions(int partition) {
    return new RequestAddress<>(
        "position.query." + partition,
        "position.query",
        RecordCodec.of("position-query", PositionQuery.class),
        RecordCodec.of("position-list", PositionList.class));
  }

  /** Public market data of the simulated exchange, as its venue session receives it. */
  public static Address<MarketEvent> exchangeMarketData(String symbol) {
    return market("exchange.md", symbol);
  }

  /** Numbered reports of the simulated exchange for one account, and a sign of life each second. */
  public static Address<ReportPage> exchangeReports(String account) {
    return new Address<>(
        "exchange.reports." + account, "exchange.reports", ReportPageCodec.INSTANCE);
  }

  /** The partition an account belongs to; the same on every node, for ever. */
  public static int partitionOf(String account, int partitions) {
    var crc = new CRC32();
    crc.update(account.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % partitions);
  }
}
