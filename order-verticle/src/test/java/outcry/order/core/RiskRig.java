package outcry.order.core;

import static outcry.order.core.Samples.ACCOUNT;
import static outcry.order.core.Samples.NOW;
import static outcry.order.core.Samples.SYMBOL;
import static outcry.order.core.Samples.VENUE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import outcry.model.ExecutionReport;
import outcry.model.Instruments;
import outcry.model.MarketEvent.Quote;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.order.core.risk.House;
import outcry.order.core.risk.Limits;
import outcry.order.core.risk.RiskRules;

/** A partition under given limits, whose duties are done at once, and its journal. */
final class RiskRig {

  final List<OrderEvent> journal = new ArrayList<>();
  final List<Incident> incidents = new ArrayList<>();
  private final OrderConfig config;
  private final House house;
  Orders orders;
  long now = NOW;
  private int ids;

  RiskRig(Limits limits, RiskRules rules) {
    this(limits, rules, new House(rules.house()));
  }

  RiskRig(Limits limits, RiskRules rules, House house) {
    this.house = house;
    config = OrderConfig.of(Map.of(ACCOUNT, limits), rules);
    orders = empty();
    quote(9_995, 10_005);
  }

  private Orders empty() {
    return new Orders(
        config,
        new Instruments(List.of(Samples.INSTRUMENT)),
        Map.of(VENUE, Samples.CAPABILITIES),
        house);
  }

  /** Another owner takes over: all it knows is the journal. */
  void restart() {
    var anew = empty();
    journal.forEach(anew::apply);
    anew.adoptHandedOver(orders);
    orders = anew;
  }

  /** The market moves, and what is due by then is done. */
  void quote(long bid, long ask) {
    orders.onMarket(new Quote(SYMBOL, bid, 1_000, ask, 1_000, 1, now, now));
    duties();
  }

  /** Time passes, with the market where it is. */
  void at(long nanos, long bid, long ask) {
    now = nanos;
    quote(bid, ask);
  }

  void duties() {
    while (true) {
      var due = orders.decideDue(now);
      if (due.isNothing()) {
        return;
      }
      carryOut(due);
    }
  }

  Decision carryOut(Decision decision) {
    Samples.carryOut(orders, decision, now);
    journal.addAll(decision.events());
    incidents.addAll(decision.incidents());
    return decision;
  }

  /** The code of a refusal, or "passes". */
  String send(OrderCommand command) {
    var reply = carryOut(orders.decide(command, now)).reply();
    duties();
    return reply instanceof Refused refused ? refused.code().name() : "passes";
  }

  void report(ExecutionReport report) {
    carryOut(orders.decide(report, now));
    duties();
  }

  String buy(long quantity, long price) {
    return send(order("s", Side.BUY, OrderType.LIMIT, quantity, price));
  }

  String sell(long quantity, long price) {
    return send(order("s", Side.SELL, OrderType.LIMIT, quantity, price));
  }

  SubmitOrder order(String strategy, Side side, OrderType type, long quantity, long price) {
    return new SubmitOrder(
        ACCOUNT,
        "o" + ids++,
        strategy,
        SYMBOL,
        side,
        type,
        type == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC,
        quantity,
        price,
        false,
        false,
        "test",
        now);
  }

  String lastId() {
    return "o" + (ids - 1);
  }

  /** A position, bought or sold at 100.00. */
  void hold(Side side, long quantity) {
    var order = order("s", side, OrderType.LIMIT, quantity, 10_000);
    send(order);
    report(Samples.accepted(order.clientOrderId()));
    report(Samples.filled(order.clientOrderId(), "e" + ids, quantity, quantity));
  }

  List<String> kinds(int from) {
    return Samples.kinds(journal.subList(from, journal.size()));
  }
}
