package outcry.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import outcry.model.Instruments;
import outcry.model.Money;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.FillBusted;
import outcry.model.OrderEvent.PositionEvent;
import outcry.model.Side;

/** What an account traded in a time: sums of its fills, less those that were taken back. */
final class Statement {

  private static final class Line {
    long fills;
    final long[] quantity = new long[Side.values().length];
    final long[] notional = new long[Side.values().length];
  }

  private final Instruments instruments;
  private final String account;
  private final long fromNanos;
  private final long toNanos;
  private final Map<String, Line> bySymbol = new TreeMap<>();
  private final Map<String, Long> fees = new TreeMap<>();

  Statement(Instruments instruments, String account, long fromNanos, long toNanos) {
    this.instruments = instruments;
    this.account = account;
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
  }

  /** Nothing happens if it is no fill or not of the time. */
  void add(OrderEvent event) {
    if (!(event instanceof PositionEvent fill) || event.atNanos() < fromNanos) {
      return;
    }
    var line = bySymbol.computeIfAbsent(fill.symbol(), _ -> new Line());
    long sign = event instanceof FillBusted ? -1 : 1;
    int side =
        (event instanceof FillBusted ? fill.fill().side().opposite() : fill.fill().side())
            .ordinal();
    long quantity = fill.fill().quantity();
    long notional = instruments.get(fill.symbol()).notional(fill.fill().price(), quantity);
    line.fills += sign;
    line.quantity[side] = Math.addExact(line.quantity[side], sign * quantity);
    line.notional[side] = Math.addExact(line.notional[side], sign * notional);
    if (fill.fee() != 0) {
      fees.merge(fill.feeCurrency(), fill.fee(), Math::addExact);
    }
  }

  /**
   * @param holds what the account holds now
   * @param cut whether there are more fills than were added: then older ones are missing
   */
  ObjectNode json(ArrayNode holds, boolean cut) {
    var json =
        ViewJson.object()
            .put("account", account)
            .put("from", ViewJson.time(fromNanos))
            .put("to", ViewJson.time(toNanos))
            .put("complete", !cut);
    var traded = json.putArray("traded");
    bySymbol.forEach((symbol, line) -> traded.add(line(symbol, line)));
    var paid = json.putArray("fees");
    fees.forEach(
        (currency, fee) -> paid.addObject().put("currency", currency).put("fees", Money.text(fee)));
    json.set("holds", holds.path(0));
    return json;
  }

  private ObjectNode line(String symbol, Line line) {
    var instrument = instruments.get(symbol);
    int buy = Side.BUY.ordinal();
    int sell = Side.SELL.ordinal();
    return ViewJson.object()
        .put("symbol", symbol)
        .put("fills", line.fills)
        .put("bought", instrument.quantityText(line.quantity[buy]))
        .put("boughtFor", Money.text(line.notional[buy]))
        .put("sold", instrument.quantityText(line.quantity[sell]))
        .put("soldFor", Money.text(line.notional[sell]))
        .put("currency", instrument.quoteCurrency());
  }
}
