package outcry.simulation.client;

import java.util.ArrayList;
import java.util.List;
import outcry.model.Contingency;
import outcry.model.Instructions;
import outcry.model.Instructions.TriggerBy;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.simulation.kernel.Chance;

/** Draws a list of orders: mostly brackets, then batches, then what is between them. */
final class ListDraft {

  private static final long LOT = 10;
  private static final long TICK = 5;
  private static final long PRICE = 10_000;

  private final Chance chance;
  private final String account;
  private final String listId;
  private final String strategy;
  private final String symbol;
  private final Side side;
  private final long atNanos;
  private final List<SubmitOrder> orders = new ArrayList<>(4);

  ListDraft(Chance chance, String account, String listId, String symbol, long atNanos) {
    this.chance = chance;
    this.account = account;
    this.listId = listId;
    this.symbol = symbol;
    this.atNanos = atNanos;
    this.strategy = chance.half() ? "s1" : "s2";
    this.side = chance.half() ? Side.BUY : Side.SELL;
  }

  SubmitList draw() {
    int what = chance.between(0, 99);
    if (what < 55) {
      return bracket();
    }
    if (what < 80) {
      return batch();
    }
    return what < 87 ? several(Contingency.OCO) : what < 94 ? several(Contingency.OUO) : triggers();
  }

  private SubmitList bracket() {
    long quantity = LOT * chance.between(4, 15);
    if (chance.permille(150)) {
      market(side, quantity);
    } else {
      limit(side, quantity);
    }
    stop(side.opposite(), quantity);
    if (chance.permille(700)) {
      limit(side.opposite(), quantity);
    }
    return list(Contingency.BRACKET);
  }

  private SubmitList batch() {
    for (int i = chance.between(2, 6); i > 0; i--) {
      var of = chance.half() ? Side.BUY : Side.SELL;
      long quantity = LOT * chance.between(2, 20);
      if (chance.permille(300)) {
        held(of, quantity);
      } else {
        limit(of, quantity);
      }
    }
    return list(Contingency.NONE);
  }

  /** Of one side, each for the same. */
  private SubmitList several(Contingency contingency) {
    long quantity = LOT * chance.between(4, 15);
    for (int i = chance.between(2, 3); i > 0; i--) {
      limit(side, quantity);
    }
    return list(contingency);
  }

  private SubmitList triggers() {
    long quantity = LOT * chance.between(4, 15);
    limit(side, quantity);
    for (int i = chance.between(1, 2); i > 0; i--) {
      limit(side.opposite(), LOT * chance.between(2, 15));
    }
    return list(Contingency.OTO);
  }

  private SubmitList list(Contingency contingency) {
    return new SubmitList(account, listId, contingency, orders, "", atNanos);
  }

  private void market(Side of, long quantity) {
    add(of, OrderType.MARKET, TimeInForce.IOC, quantity, 0, Instructions.NONE);
  }

  /** Away from the other side's prices: an account does not trade with itself. */
  private void limit(Side of, long quantity) {
    long price = PRICE - of.sign() * TICK * chance.between(1, 20);
    add(of, OrderType.LIMIT, TimeInForce.GTC, quantity, price, Instructions.NONE);
  }

  /** On its own: it waits for its price with us, since this venue knows none of these. */
  private void held(Side of, long quantity) {
    var type = chance.of(OrderType.STOP, OrderType.STOP, OrderType.STOP_LIMIT);
    if (type == OrderType.STOP) {
      stop(of, quantity);
      return;
    }
    long trigger = PRICE + of.sign() * TICK * chance.between(25, 60);
    add(
        of,
        type,
        TimeInForce.GTC,
        quantity,
        PRICE - of.sign() * TICK * chance.between(1, 20),
        Instructions.trigger(trigger, TriggerBy.QUOTE));
  }

  /** Where the market may go in a life in which it moves. */
  private void stop(Side of, long quantity) {
    long trigger = PRICE + of.sign() * TICK * chance.between(25, 60);
    add(
        of,
        OrderType.STOP,
        TimeInForce.GTC,
        quantity,
        0,
        Instructions.trigger(trigger, TriggerBy.QUOTE));
  }

  private void add(
      Side of,
      OrderType type,
      TimeInForce timeInForce,
      long quantity,
      long price,
      Instructions instructions) {
    orders.add(
        new SubmitOrder(
            account,
            listId + '-' + (orders.size() + 1),
            strategy,
            symbol,
            of,
            type,
            timeInForce,
            quantity,
            price,
            false,
            false,
            instructions,
            "",
            atNanos));
  }
}
