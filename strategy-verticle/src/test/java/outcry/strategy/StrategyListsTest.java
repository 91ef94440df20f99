package outcry.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.Contingency;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.ListAcknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.RefusalCode;

/** Several orders at once: brackets, batches, one-cancels-others, and the first fill of many. */
class StrategyListsTest extends ProbeTest {

  private SubmitList sent() throws Exception {
    return rig.on(() -> (SubmitList) rig.owner.commands.getFirst());
  }

  private static List<String> texts(SubmitList list) {
    return list.orders().stream()
        .map(
            order ->
                order.clientOrderId()
                    + " "
                    + order.side()
                    + " "
                    + order.type()
                    + " "
                    + order.quantity()
                    + " "
                    + (order.price() + order.instructions().triggerPrice()))
        .toList();
  }

  @Test
  void aBracketCountsItsDistancesFromTheMarketItWouldMeet() throws Exception {
    var tickets = new ArrayList<OrderTicket>();
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" ->
                tickets.add(
                    probe.buy(Rig.BTC, 100).market().stopTicks(16).targetTicks(32).submit());
            default -> {}
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.CO_LOCATED));
    rig.publish(rig.quote(9_999, 10_001));

    long tick = Rig.INSTRUMENTS.get(Rig.BTC).tickSize();
    assertEquals(Contingency.BRACKET, sent().contingency());
    assertEquals(
        List.of(
            "s-1-1 BUY MARKET 100 0",
            "s-1-2 SELL STOP 100 " + (10_001 - 16 * tick),
            "s-1-3 SELL LIMIT 100 " + (10_001 + 32 * tick)),
        texts(sent()));
    var entry = tickets.getFirst();
    assertEquals(TicketStatus.FILLED, entry.status());
    assertEquals(TicketStatus.HELD, entry.stop().orElseThrow().status());
    assertEquals(TicketStatus.HELD, entry.target().orElseThrow().status());
  }

  @Test
  void aBracketCountsItsDistancesFromItsOwnLimit() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> probe.sell(Rig.BTC, 100).limit(10_100).stopAt(10_200).submit();
            default -> {}
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    rig.publish(rig.quote(9_999, 10_001));

    assertEquals(List.of("s-1-1 SELL LIMIT 100 10100", "s-1-2 BUY STOP 100 10200"), texts(sent()));
  }

  @Test
  void aTargetWithoutAStopIsAMistake() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          if (callback.equals("start")) {
            var draft = probe.buy(Rig.BTC, 100).limit(9_000).targetTicks(4);
            seen.add(assertThrows(IllegalStateException.class, draft::submit).getMessage());
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.CO_LOCATED));

    assertEquals(List.of("a target needs a stop: say stopTicks(n) or stopAt(price)"), seen);
  }

  @Test
  void aStrategyThatStopsLeavesTheExitsOfItsBracketsInPlace() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" ->
                probe.buy(Rig.BTC, 100).limit(9_000).stopAt(8_900).targetAt(9_200).submit();
            default -> throw new IllegalStateException("enough");
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.CO_LOCATED));
    rig.publish(rig.quote(9_999, 10_001));
    rig.advance(Duration.ofSeconds(1));

    assertEquals(List.of("s-1-2", "s-1-3"), rig.on(rig.owner::openOrders));
  }

  @Test
  void aBatchTellsEachOrdersOwnResult() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" ->
                probe.ctx.submitAll(
                    List.of(
                        probe.buy(Rig.BTC, 100).limit(9_000), probe.buy(Rig.BTC, 100).limit(1)));
            case "denied" -> {
              var denied = (OrderDenied) event;
              seen.add(denied.order().clientOrderId() + " " + denied.code());
            }
            default -> {}
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    rig.step(
        () ->
            rig.owner.answers.add(
                new ListAcknowledged(
                    "s-1-1",
                    List.of(
                        new Acknowledged("s-1-2", 1, OrderStatus.INTENT),
                        new Refused(RefusalCode.PRICE_COLLAR, "too far")))));
    rig.publish(rig.quote(9_999, 10_001));

    assertEquals(Contingency.NONE, sent().contingency());
    assertEquals(List.of("s-1-2 PRICE_COLLAR"), seen);
  }

  @Test
  void theFirstFillOfManyIsToldOnceAndTheOtherWaitsAreOver() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" ->
                probe.ctx.onFirstFill(
                    probe.ctx.oneCancelsOthers(
                        List.of(
                            probe.buy(Rig.BTC, 100).limit(9_000),
                            probe.buy(Rig.BTC, 100).limit(8_000))),
                    first ->
                        seen.add(first.map(OrderTicket::clientOrderId).orElse("none of them")));
            default -> {}
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    rig.publish(rig.quote(9_999, 10_001));
    rig.step(() -> rig.owner.fill("s-1-2", 10, 8_000));
    rig.step(() -> rig.owner.fill("s-1-1", 10, 9_000));

    assertEquals(Contingency.OCO, sent().contingency());
    assertEquals(List.of("s-1-2"), seen);
  }
}
