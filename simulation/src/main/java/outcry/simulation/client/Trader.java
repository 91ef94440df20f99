package outcry.simulation.client;

import java.util.ArrayList;
import java.util.List;
import outcry.model.Algorithm;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.AmendOrder;
import outcry.model.OrderCommand.CancelAlgorithm;
import outcry.model.OrderCommand.CancelAll;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderReply.ListAcknowledged;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.simulation.kernel.Chance;

/** Trades one account: orders, batches of them, cancels, amends, repetitions and mistakes. */
final class Trader {

  private static final long LOT = 10;
  private static final long TICK = 5;
  private static final long PRICE = 10_000;
  private static final long SECOND = 1_000_000_000L;

  private final Clients clients;
  private final String account;
  private final int partition;
  private final List<String> symbols;
  private final List<SubmitOrder> submitted = new ArrayList<>();
  private int orders;
  private int lists;
  private int algorithms;
  private int conditionals;

  Trader(Clients clients, String account, int partition, List<String> symbols) {
    this.clients = clients;
    this.account = account;
    this.partition = partition;
    this.symbols = symbols;
  }

  /** Does one of the things traders do. */
  void act() {
    int what = submitted.isEmpty() ? 0 : clients.chance().between(0, 99);
    if (what < 50) {
      submit();
    } else if (what < 56) {
      for (int i = clients.chance().between(2, 6); i > 0; i--) {
        submit();
      }
    } else if (what < 74) {
      cancel(clients.chance().of(submitted));
    } else if (what < 90) {
      amend(clients.chance().of(submitted));
    } else if (what < 93) {
      ask(new CancelAll(account, symbolOrAll(), "", now()));
    } else if (what < 97) {
      ask(clients.chance().of(submitted)); // once more, after it was answered
    } else {
      reuseId(clients.chance().of(submitted));
    }
  }

  private String symbolOrAll() {
    return clients.chance().half() ? "" : clients.chance().of(symbols);
  }

  private void submit() {
    var chance = clients.chance();
    var side = chance.half() ? Side.BUY : Side.SELL;
    boolean market = chance.permille(100);
    var order =
        new SubmitOrder(
            account,
            account + "-" + (++orders),
            chance.half() ? "s1" : "s2",
            chance.of(symbols),
            side,
            market ? OrderType.MARKET : OrderType.LIMIT,
            market || chance.permille(200)
                ? chance.of(TimeInForce.IOC, TimeInForce.FOK)
                : TimeInForce.GTC,
            quantity(),
            market ? 0 : price(side),
            false,
            chance.permille(50),
            "",
            now());
    submitted.add(order);
    ask(order);
  }

  /** Gives several orders at once; each of them may be canceled, amended or repeated later. */
  void submitList(Chance chance) {
    var listId = account + "-L" + ++lists;
    var list = new ListDraft(chance, account, listId, chance.of(symbols), now()).draw();
    clients.ask(
        partition,
        list,
        reply -> {
          if (reply instanceof ListAcknowledged) { // before, one of them alone would be no list
            submitted.addAll(list.orders());
          }
        });
  }

  /** Gives an order that ends at its time or waits for its price. */
  void submitConditional(Chance chance) {
    var id = account + "-C" + ++conditionals;
    var order = new ConditionDraft(chance, now()).draw(account, id, chance.of(symbols));
    submitted.add(order);
    ask(order);
  }

  /** Has a large order worked in small ones; changes its mind now and then. */
  void startAlgorithm(Chance chance) {
    var id = account + "-W" + ++algorithms;
    var side = chance.half() ? Side.BUY : Side.SELL;
    boolean isShown = chance.permille(400);
    var start =
        new StartAlgorithm(
            account,
            id,
            chance.half() ? "s1" : "s2",
            chance.of(symbols),
            side,
            isShown
                ? new Algorithm.Iceberg(LOT * chance.between(2, 4))
                : chance.half()
                    ? new Algorithm.Twap(chance.between(2, 5))
                    : new Algorithm.Vwap(List.of(1, 3, 2)),
            LOT * chance.between(4, 30),
            isShown || chance.half() ? PRICE - side.sign() * TICK * chance.between(1, 20) : 0,
            false,
            now(),
            now() + SECOND * chance.between(6, 15),
            "",
            now());
    boolean isCanceled = chance.permille(250);
    long after = chance.between(0, 5 * SECOND);
    clients.ask(
        partition,
        start,
        _ -> {
          if (isCanceled) {
            clients.later(after, () -> ask(new CancelAlgorithm(account, id, "", now())));
          }
        });
  }

  private void cancel(SubmitOrder order) {
    ask(new CancelOrder(account, order.clientOrderId(), "", now()));
  }

  private void amend(SubmitOrder order) {
    ask(new AmendOrder(account, order.clientOrderId(), quantity(), price(order.side()), "", now()));
  }

  /** A mistake: an id that was used before, for something else. */
  private void reuseId(SubmitOrder other) {
    ask(
        new SubmitOrder(
            account,
            other.clientOrderId(),
            other.strategy(),
            other.symbol(),
            other.side(),
            other.type(),
            other.timeInForce(),
            other.quantity() + LOT,
            other.price(),
            other.postOnly(),
            other.reduceOnly(),
            "",
            now()));
  }

  private void ask(OrderCommand command) {
    clients.ask(partition, command);
  }

  private long quantity() {
    return LOT * clients.chance().between(2, 20);
  }

  /** Away from the other side's prices: an account does not trade with itself. */
  private long price(Side side) {
    return PRICE - side.sign() * TICK * clients.chance().between(1, 20);
  }

  private long now() {
    return clients.nowNanos();
  }
}
