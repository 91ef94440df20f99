package outcry.venue.paper;

import java.util.ArrayList;
import java.util.List;
import outcry.model.AssetClass;
import outcry.model.ExecutionReport;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.Trade;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.VenueAccount;
import outcry.venue.VenueOrder;
import outcry.venue.log.VenueLogEntry;

/** A paper venue whose effects are recorded. */
final class PaperDesk implements PaperSink {

  static final String SYMBOL = "BTCUSDT.PAPER";

  /** Tick 0.05, lot 0.001, 0.002 to 1000, at least 1 USDT. */
  static final Instrument INSTRUMENT =
      new Instrument(
          SYMBOL,
          AssetClass.SPOT,
          "PAPER",
          "BTC",
          "USDT",
          2,
          3,
          5,
          1,
          2,
          1_000_000,
          100_000_000L,
          1);

  static final Latency NONE = Latency.fixed(0);

  record Arrived(ExecutionReport report, long atNanos) {}

  final List<VenueLogEntry> log = new ArrayList<>();
  final List<Arrived> arrived = new ArrayList<>();
  final List<List<ExecutionReport>> answers = new ArrayList<>();
  final List<VenueAccount> accounts = new ArrayList<>();
  final PaperVenue venue;

  PaperDesk(PaperConfig config, List<VenueLogEntry> logged) {
    log.addAll(logged);
    venue = new PaperVenue(config, new Instruments(List.of(INSTRUMENT)), logged, this);
  }

  PaperDesk() {
    this(config(), List.of());
  }

  static PaperConfig config() {
    return new PaperConfig("PAPER", NONE, NONE, -1, 10, 10_000, 1_000, 1_000);
  }

  @Override
  public void log(VenueLogEntry entry) {
    log.add(entry);
  }

  @Override
  public void report(ExecutionReport report, long dueNanos) {
    arrived.add(new Arrived(report, dueNanos));
  }

  @Override
  public void answer(long query, List<ExecutionReport> reports, long dueNanos) {
    answers.add(reports);
  }

  @Override
  public void answer(long query, VenueAccount account, long dueNanos) {
    accounts.add(account);
  }

  /** The reports since the last call, in short form. */
  List<String> news() {
    var news = arrived.stream().map(one -> text(one.report())).toList();
    arrived.clear();
    return news;
  }

  static String text(ExecutionReport report) {
    var id = report.clientOrderId();
    return switch (report) {
      case ExecutionReport.Accepted _ -> id + " accepted";
      case ExecutionReport.Rejected r -> id + " rejected: " + r.reason();
      case ExecutionReport.Filled f ->
          id + " filled " + f.quantity() + "@" + f.price() + " " + f.liquidity();
      case ExecutionReport.Canceled c -> id + " canceled: " + c.reason();
      case ExecutionReport.Expired e -> id + " expired: " + e.reason();
      case ExecutionReport.Amended a -> id + " amended to " + a.quantity() + "@" + a.price();
      case ExecutionReport.CancelRejected c -> id + " cancel rejected: " + c.reason();
      case ExecutionReport.AmendRejected a -> id + " amend rejected: " + a.reason();
      case ExecutionReport.Busted b -> id + " busted: " + b.bustedExecutionId();
      case ExecutionReport.NotFound _ -> id + " not found";
    };
  }

  void quote(long bid, long bidQuantity, long ask, long askQuantity) {
    venue.onQuote(new Quote(SYMBOL, bid, bidQuantity, ask, askQuantity, 1, 0, 0), 0);
  }

  void trade(long price, long quantity, Side aggressor) {
    venue.onTrade(new Trade(SYMBOL, 1, price, quantity, aggressor, 0, 0), 0);
  }

  void submit(VenueOrder order) {
    venue.submit(order, 0);
    venue.advance(0);
  }

  void limit(String id, Side side, long quantity, long price) {
    submit(order(id, side, OrderType.LIMIT, TimeInForce.GTC, quantity, price, false));
  }

  static VenueOrder order(
      String id,
      Side side,
      OrderType type,
      TimeInForce timeInForce,
      long quantity,
      long price,
      boolean postOnly) {
    return new VenueOrder(
        "acc", id, SYMBOL, side, type, timeInForce, quantity, price, postOnly, Long.MAX_VALUE);
  }
}
