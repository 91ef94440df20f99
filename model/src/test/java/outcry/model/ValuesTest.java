package outcry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValuesTest {

  @Test
  void moneyOfOneCurrencyAddsUp() {
    var sum = new Money("USDT", 150_000_000).plus(new Money("USDT", -25_000_000));

    assertEquals(new Money("USDT", 125_000_000), sum);
    assertEquals("1.25000000 USDT", sum.toString());
    assertEquals(sum, sum.plus(Money.zero("USDT")));
    assertEquals("-0.00000001", Money.text(-1));
  }

  @Test
  void moneyOfTwoCurrenciesDoesNotAddUp() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> Money.zero("USDT").plus(Money.zero("BNB")));
    assertEquals("cannot add BNB to USDT", refusal.getMessage());
  }

  @Test
  void moneyNeverWrapsAround() {
    var most = new Money("USDT", Long.MAX_VALUE);
    assertThrows(ArithmeticException.class, () -> most.plus(new Money("USDT", 1)));
  }

  @Test
  void levelsAreEqualByContent() {
    var levels = Levels.of(100, 1, 99, 2);

    assertEquals(new Levels(new long[] {100, 99}, new long[] {1, 2}), levels);
    assertEquals(Levels.of(100, 1, 99, 2).hashCode(), levels.hashCode());
    assertNotEquals(Levels.of(100, 1, 99, 3), levels);
    assertNotEquals(Levels.of(100, 1, 98, 2), levels);
    assertNotEquals(Levels.of(99, 2, 100, 1), levels);
    assertEquals(Levels.NONE, Levels.of());
    assertEquals("[1@100, 2@99]", levels.toString());
    assertEquals(99, levels.price(1));
    assertEquals(2, levels.quantity(1));
  }

  @Test
  void everyPriceNeedsAQuantity() {
    assertThrows(IllegalArgumentException.class, () -> Levels.of(100, 1, 99));
    assertThrows(
        IllegalArgumentException.class, () -> new Levels(new long[] {1, 2}, new long[] {1}));
  }

  @Test
  void instrumentsAreFoundBySymbolAndKeepTheirOrder() {
    var instruments =
        new Instruments(List.of(TestInstruments.SPOT, TestInstruments.MNQ, TestInstruments.FINE));

    assertEquals(Optional.of(TestInstruments.MNQ), instruments.find("MNQZ6.CME"));
    assertEquals(Optional.empty(), instruments.find("MNQZ7.CME"));
    assertEquals(TestInstruments.MNQ, instruments.get("MNQZ6.CME"));
    assertEquals(
        List.of(TestInstruments.SPOT, TestInstruments.MNQ, TestInstruments.FINE),
        instruments.all());
  }

  @Test
  void anUnknownSymbolIsRefusedWithTheKnownOnes() {
    var instruments = new Instruments(List.of(TestInstruments.SPOT, TestInstruments.MNQ));

    var refusal = assertThrows(IllegalArgumentException.class, () -> instruments.get("X.SIM"));
    assertEquals("unknown symbol X.SIM; known: BTCUSDT.SIM, MNQZ6.CME", refusal.getMessage());
  }

  @Test
  void aSymbolTwiceIsRefused() {
    var twice = List.of(TestInstruments.SPOT, TestInstruments.MNQ, TestInstruments.SPOT);

    var refusal = assertThrows(IllegalArgumentException.class, () -> new Instruments(twice));
    assertEquals("instrument defined twice: BTCUSDT.SIM", refusal.getMessage());
  }

  @Test
  void aRepeatedSubmitIsJudgedByItsContentAlone() {
    var first = submit("id", 10, "click", 1);

    assertEquals(true, first.sameContent(submit("id", 10, "another click", 2)));
    assertEquals(false, first.sameContent(submit("id", 11, "click", 1)));
    assertEquals(false, first.sameContent(submit("other", 10, "click", 1)));
  }

  @Test
  void aDoorbellKeepsItsEventsWhateverHappensToTheList() {
    var events = new ArrayList<JournaledEvent>();
    var doorbell = new JournalAdvance(1, 2, events);
    events.add(new JournaledEvent(1, 2, 3, new OrderEvent.OrderExpired("a", 1, 2, "", 4)));

    assertEquals(new JournalAdvance(1, 2, List.of()), doorbell);
  }

  private static OrderCommand.SubmitOrder submit(
      String id, long quantity, String cause, long atNanos) {
    return new OrderCommand.SubmitOrder(
        "acc",
        id,
        "manual",
        "BTCUSDT.SIM",
        Side.BUY,
        OrderType.LIMIT,
        TimeInForce.GTC,
        quantity,
        100,
        false,
        false,
        cause,
        atNanos);
  }
}
