package outcry.order.core.reconcile;

import java.util.List;
import outcry.model.Decimal;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.Money;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.VenueAccount.Execution;
import outcry.model.VenueAccount.OpenOrder;
import outcry.model.query.OrderView;
import outcry.model.query.ReconcileReport.FindingView;
import outcry.order.core.reconcile.AccountReconciliation.Judged;

/** Findings in words and decimals, for people. */
public final class FindingText {

  private static final String NOTHING = "-";

  private FindingText() {}

  public static FindingView of(Judged judged, Instruments instruments) {
    var finding = judged.finding();
    String ours;
    String theirs;
    switch (finding) {
      case Finding.UnknownOrder unknown -> {
        ours = NOTHING;
        theirs = order(unknown.theirs(), instruments);
      }
      case Finding.MissingOrder missing -> {
        ours = order(missing.ours(), instruments);
        theirs = NOTHING;
      }
      case Finding.GhostOrder(var mine, var open) -> {
        ours = mine.status().name();
        theirs = order(open, instruments);
      }
      case Finding.OrderDiffers(var mine, var open) -> {
        ours = order(mine, instruments);
        theirs = order(open, instruments);
      }
      case Finding.FilledDiffers(var mine, var open) -> {
        ours = quantity(mine.cumulativeQuantity(), mine.symbol(), instruments);
        theirs = quantity(open.cumulativeQuantity(), open.symbol(), instruments);
      }
      case Finding.MissingFill(var fill) -> {
        ours = NOTHING;
        theirs = fills(List.of(fill), instruments);
      }
      case Finding.UnknownFill(var fills) -> {
        ours = NOTHING;
        theirs = fills(fills, instruments);
      }
      case Finding.FillDiffers(var fill) -> {
        ours = "other content";
        theirs = fills(List.of(fill), instruments);
      }
      case Finding.PhantomFill(var mine) -> {
        ours =
            trade(mine.quantity(), mine.price(), mine.symbol(), instruments)
                + " of "
                + mine.clientOrderId();
        theirs = NOTHING;
      }
      case Finding.PositionDiffers(var symbol, var mine, var held, _) -> {
        ours = quantity(mine, symbol, instruments);
        theirs = quantity(held, symbol, instruments);
      }
      case Finding.BalanceDiffers(var currency, var mine, var held) -> {
        ours = new Money(currency, mine).toString();
        theirs = new Money(currency, held).toString();
      }
    }
    return new FindingView(
        finding.id(), finding.kind(), ours, theirs, judged.action(), judged.isConfirmed());
  }

  private static String order(OpenOrder order, Instruments instruments) {
    long signed = order.side().sign() * order.quantity();
    return limit(signed, order.type(), order.price(), order.symbol(), instruments);
  }

  private static String order(OrderView order, Instruments instruments) {
    long signed = order.side().sign() * order.quantity();
    return limit(signed, order.type(), order.price(), order.symbol(), instruments);
  }

  private static String limit(
      long signed, OrderType type, long price, String symbol, Instruments instruments) {
    return price == 0
        ? side(signed) + quantity(Math.abs(signed), symbol, instruments) + " " + symbol + " " + type
        : trade(signed, price, symbol, instruments);
  }

  private static String fills(List<Execution> fills, Instruments instruments) {
    long signed = 0;
    for (var fill : fills) {
      signed += fill.side().sign() * fill.report().quantity();
    }
    var last = fills.getLast();
    return trade(signed, last.report().price(), last.symbol(), instruments)
        + " of "
        + last.report().clientOrderId();
  }

  private static String trade(long signed, long price, String symbol, Instruments instruments) {
    var scale = instruments.find(symbol).map(Instrument::priceScale).orElse(0);
    return side(signed)
        + quantity(Math.abs(signed), symbol, instruments)
        + " "
        + symbol
        + " at "
        + Decimal.text(price, scale);
  }

  private static String side(long signed) {
    return (signed < 0 ? Side.SELL : Side.BUY) + " ";
  }

  /** In units where nobody knows the symbol. */
  private static String quantity(long units, String symbol, Instruments instruments) {
    return Decimal.text(units, instruments.find(symbol).map(Instrument::quantityScale).orElse(0));
  }
}
