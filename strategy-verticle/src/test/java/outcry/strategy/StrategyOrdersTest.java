package outcry.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.Algorithm;
import outcry.model.Instructions;
import outcry.model.Instructions.Trail;
import outcry.model.Instructions.TriggerBy;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderReply.Refused;
import outcry.model.Position;
import outcry.model.RefusalCode;
import outcry.model.Side;

/** What a strategy sends, and what it is told of its orders. */
class StrategyOrdersTest extends ProbeTest {

  @Test
  void aLostDoorbellIsPulledAndADoubledOneCountsOnce() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> probe.buy(Rig.BTC, 100).limit(9_000).submit();
            case "position" -> seen.add("" + ((Position) event).quantity());
            default -> {}
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    rig.publish(rig.quote(9_999, 10_001));
    int pulls = rig.owner.pulls;
    rig.step(
        () -> {
          rig.owner.mute = true;
          rig.owner.fill("s-1-1", 10, 9_000);
          rig.owner.fill("s-1-1", 20, 9_000);
          rig.owner.mute = false;
          rig.owner.fill("s-1-1", 30, 9_000);
          rig.owner.ring(3);
          rig.owner.ring(1);
        });

    assertEquals(List.of("10", "30", "60"), seen);
    assertEquals(pulls + 1, rig.owner.pulls);
  }

  @Test
  void anOwnerThatSaysNothingIsAskedAgainUnderTheSameIdAndThenTheOrderIsInDoubt() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> probe.buy(Rig.BTC, 100).limit(9_000).submit();
            case "inDoubt" -> seen.add("inDoubt " + ((OrderTicket) event).status());
            default -> {}
          }
        });
    rig.deploy(
        Rig.CONFIG.withCommandTimeout(Duration.ofMillis(50)), Rig.probe("s", Placement.CO_LOCATED));
    rig.step(() -> Collections.addAll(rig.owner.answers, silence(), silence(), silence()));
    rig.publish(rig.quote(9_999, 10_001));
    rig.advance(Duration.ofSeconds(2));

    assertEquals(List.of("s-1-1", "s-1-1", "s-1-1"), ids());
    assertEquals(List.of("inDoubt IN_DOUBT"), seen);
  }

  @Test
  void anOrderMayHaveATriggerATimeAndADisplayQuantity() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> {
              probe.sell(Rig.BTC, 100).stop(9_900).day().submit();
              probe.sell(Rig.BTC, 100).stopLimit(9_900, 9_800).goodTill(7).submit();
              probe.buy(Rig.BTC, 100).ifTouched(9_900).triggerBy(TriggerBy.MID).submit();
              probe.sell(Rig.BTC, 100).trailing(Trail.Unit.TICKS, 20).submit();
              probe.buy(Rig.BTC, 100).limit(9_900).display(10).submit();
            }
            default -> {}
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.CO_LOCATED));
    rig.publish(rig.quote(9_999, 10_001));

    assertEquals(
        List.of(
            "STOP DAY 0 " + Instructions.trigger(9_900, TriggerBy.LAST_TRADE),
            "STOP_LIMIT GTD 9800 "
                + new Instructions(9_900, TriggerBy.LAST_TRADE, Trail.NONE, 0, 7, ""),
            "MARKET_IF_TOUCHED GTC 0 " + Instructions.trigger(9_900, TriggerBy.MID),
            "TRAILING_STOP GTC 0 "
                + Instructions.trailing(new Trail(Trail.Unit.TICKS, 20), TriggerBy.LAST_TRADE),
            "LIMIT GTC 9900 " + Instructions.display(10)),
        rig.on(
            () ->
                rig.owner.commands.stream()
                    .map(SubmitOrder.class::cast)
                    .map(
                        c ->
                            c.type()
                                + " "
                                + c.timeInForce()
                                + " "
                                + c.price()
                                + " "
                                + c.instructions())
                    .toList()));
  }

  @Test
  void anAlgorithmIsStartedCanceledAndItsEndTold() throws Exception {
    var ids = new ArrayList<String>();
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> {
              if (ids.isEmpty()) {
                ids.add(
                    probe.ctx.work(
                        Side.BUY, Rig.BTC, 400, new Algorithm.Twap(4), 0, Duration.ofMinutes(1)));
              } else {
                probe.ctx.cancelWork(ids.getFirst());
              }
            }
            case "ended" -> seen.add("" + event);
            default -> {}
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.CO_LOCATED));
    rig.publish(rig.quote(9_999, 10_001));
    rig.publish(rig.quote(9_998, 10_001));

    assertEquals(List.of("s-1-a1 canceled"), seen);
  }

  @Test
  void aStrategyThatStopsEndsItsAlgorithmsBeforeItsOrders() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> {
              probe.buy(Rig.BTC, 100).limit(9_000).submit();
              probe.ctx.work(
                  Side.BUY, Rig.BTC, 400, new Algorithm.Twap(4), 0, Duration.ofMinutes(1));
            }
            default -> throw new IllegalStateException("enough");
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.CO_LOCATED));
    rig.publish(rig.quote(9_999, 10_001));
    rig.advance(Duration.ofSeconds(1));

    var last = rig.on(() -> List.copyOf(rig.owner.commands));
    assertEquals(
        List.of("SubmitOrder", "StartAlgorithm", "CancelAlgorithm", "CancelOrder"),
        last.stream().map(command -> command.getClass().getSimpleName()).toList());
  }

  private static outcry.model.OrderReply silence() {
    return FakeOwner.SILENCE;
  }

  @Test
  void aRefusalIsFinalAndTold() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> probe.buy(Rig.BTC, 100).limit(1).submit();
            case "denied" -> seen.add(((OrderDenied) event).code() + " " + probe.openOrders());
            default -> {}
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    rig.step(() -> rig.owner.answers.add(new Refused(RefusalCode.PRICE_COLLAR, "too far")));
    rig.publish(rig.quote(9_999, 10_001));

    assertEquals(List.of("PRICE_COLLAR []"), seen);
    assertEquals(1, rig.owner.commands.size());
  }

  @Test
  void ordersOnAStreamThatIsNotLiveAreRefusedHere() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> {
              probe.ctx.subscribeQuotes(Rig.BTC);
              probe.buy(Rig.BTC, 1).market().submit();
            }
            case "health" -> probe.buy(Rig.BTC, 1).market().submit();
            case "denied" -> seen.add(((OrderDenied) event).detail());
            default -> {}
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    rig.publish(new StreamHealth(Rig.BTC, StreamHealth.State.STALE, "quiet", 0, 0));

    assertEquals(
        List.of(
            "no market data of BTCUSDT.SIM has come yet", "market data of BTCUSDT.SIM is STALE"),
        seen);
    assertEquals(List.of(), rig.owner.commands);
  }

  @Test
  void anAmendIsSentAndTold() throws Exception {
    script(
        "s",
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> probe.buy(Rig.BTC, 100).limit(9_000).submit();
            case "accepted" -> ((OrderTicket) event).amend(50, 9_100);
            default -> probe.openOrders().forEach(t -> seen.add(t.quantity() + "@" + t.price()));
          }
        });
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    rig.publish(rig.quote(9_999, 10_001));

    assertEquals("50@9100", seen.getLast());
  }

  @Test
  void flattenCancelsAndClosesWhatItHolds() throws Exception {
    buyer("s");
    rig.deploy(Rig.CONFIG, Rig.probe("s", Placement.ISOLATED));
    rig.publish(rig.quote(9_999, 10_001));
    script(
        "s",
        (probe, callback, event) -> {
          if (callback.equals("quote")) {
            probe.ctx.flatten("test");
          } else if (callback.equals("position")) {
            seen.add("left " + ((Position) event).quantity());
          }
        });
    rig.publish(rig.quote(9_999, 10_001));

    assertEquals("left 0", seen.getLast());
    assertTrue(((SubmitOrder) rig.owner.commands.getLast()).reduceOnly());
  }
}
