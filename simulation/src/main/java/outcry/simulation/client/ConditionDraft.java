package outcry.simulation.client;

import outcry.model.Instructions;
import outcry.model.Instructions.Trail;
import outcry.model.Instructions.TriggerBy;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderType;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.simulation.kernel.Chance;

/**
 * Draws an order that ends at its time, or waits for its price with us: the venue knows neither.
 */
final class ConditionDraft {

  private static final long LOT = 10;
  private static final long TICK = 5;
  private static final long PRICE = 10_000;
  private static final long SECOND = 1_000_000_000L;

  private final Chance chance;
  private final long atNanos;
  private final Side side;

  ConditionDraft(Chance chance, long atNanos) {
    this.chance = chance;
    this.atNanos = atNanos;
    this.side = chance.half() ? Side.BUY : Side.SELL;
  }

  SubmitOrder draw(String account, String id, String symbol) {
    var type =
        chance.of(
            OrderType.LIMIT,
            OrderType.LIMIT,
            OrderType.STOP,
            OrderType.MARKET_IF_TOUCHED,
            OrderType.LIMIT_IF_TOUCHED,
            OrderType.TRAILING_STOP);
    var timeInForce =
        type.hasTrigger()
            ? chance.of(TimeInForce.GTC, TimeInForce.GTD, TimeInForce.DAY)
            : chance.of(TimeInForce.GTD, TimeInForce.GTD, TimeInForce.DAY, TimeInForce.AT_CLOSE);
    return new SubmitOrder(
        account,
        id,
        chance.half() ? "s1" : "s2",
        symbol,
        side,
        type,
        timeInForce,
        LOT * chance.between(2, 15),
        type.hasLimit() ? PRICE - side.sign() * TICK * chance.between(1, 20) : 0,
        false,
        false,
        instructions(type, timeInForce),
        "",
        atNanos);
  }

  private Instructions instructions(OrderType type, TimeInForce timeInForce) {
    long away = side.sign() * TICK * chance.between(10, 50);
    long trigger =
        switch (type) {
          case STOP, STOP_LIMIT -> PRICE + away;
          case MARKET_IF_TOUCHED, LIMIT_IF_TOUCHED -> PRICE - away;
          case MARKET, LIMIT, TRAILING_STOP -> 0;
        };
    return new Instructions(
        trigger,
        type.hasTrigger() ? TriggerBy.QUOTE : Instructions.NONE.triggerBy(),
        type == OrderType.TRAILING_STOP ? trail() : Trail.NONE,
        0,
        timeInForce == TimeInForce.GTD ? atNanos + SECOND * chance.between(1, 15) : 0,
        "");
  }

  private Trail trail() {
    var unit = chance.of(Trail.Unit.values());
    return new Trail(
        unit,
        switch (unit) {
          case PRICE -> TICK * chance.between(10, 50);
          case TICKS -> chance.between(10, 50);
          case BASIS_POINTS -> chance.between(50, 250);
        });
  }
}
