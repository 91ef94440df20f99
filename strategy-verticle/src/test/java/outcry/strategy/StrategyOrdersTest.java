package outcry.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderReply.Refused;
import outcry.model.Position;
import outcry.model.RefusalCode;

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
