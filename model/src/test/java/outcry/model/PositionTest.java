package outcry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static outcry.model.TestInstruments.FINE;
import static outcry.model.TestInstruments.MNQ;
import static outcry.model.TestInstruments.SPOT;

import org.junit.jupiter.api.Test;

class PositionTest {

  @Test
  void addingAveragesTheCost() {
    var position = after(MNQ, buy(1, "100.00"), buy(3, "104.00"));

    assertEquals(new Position(4, money("824"), 0), position); // 200 + 3 * 208
    assertEquals(MNQ.price("103.00"), position.averagePrice(MNQ));
  }

  @Test
  void closingPartRealizesPartOfTheCost() {
    var position = after(MNQ, buy(4, "103.00"), sell(1, "110.00"));

    assertEquals(new Position(3, money("618"), money("14")), position);
    assertEquals(MNQ.price("103.00"), position.averagePrice(MNQ));
  }

  @Test
  void closingAllLeavesNothing() {
    assertEquals(new Position(0, 0, money("-12")), after(MNQ, sell(2, "100.00"), buy(2, "103.00")));
  }

  @Test
  void aLongFlipsToShortAtThePriceOfTheFlip() {
    var position = after(MNQ, buy(2, "100.00"), sell(5, "101.00"));

    assertEquals(new Position(-3, money("-606"), money("4")), position);
    assertEquals(MNQ.price("101.00"), position.averagePrice(MNQ));
  }

  @Test
  void aShortFlipsToLongAtThePriceOfTheFlip() {
    var position = after(MNQ, sell(2, "100.00"), buy(3, "90.00"));

    assertEquals(new Position(1, money("180"), money("40")), position);
  }

  @Test
  void unrealizedIsWhatClosingNowWouldBring() {
    var position = after(MNQ, sell(2, "100.00"));

    assertEquals(money("-12"), position.unrealizedPnl(MNQ.price("103.00"), MNQ));
    assertEquals(money("8"), position.unrealizedPnl(MNQ.price("98.00"), MNQ));
    assertEquals(0, Position.FLAT.unrealizedPnl(1, MNQ));
    assertEquals(0, Position.FLAT.averagePrice(MNQ));
  }

  @Test
  void thirdsOfACostAreRoundedHalfToEvenAndTheRestStays() {
    // 0.000003 for 100 money units: closing a third realizes 33, then 34 of the 67 left (33.5)
    var position = new Position(3, 100, 0);

    position = position.after(new Fill(Side.SELL, 1, 40), SPOT);
    assertEquals(new Position(2, 67, 7), position);
    position = position.after(new Fill(Side.SELL, 1, 40), SPOT);
    assertEquals(new Position(1, 33, 13), position);
    position = position.after(new Fill(Side.SELL, 1, 40), SPOT);
    assertEquals(new Position(0, 0, 20), position);
  }

  @Test
  void aFlipLosesNoMoneyWhereValuesAreRounded() {
    // 3 at 0.5 money units is 2 (1.5 to even); 1 of them closes at 0 (0.5 to even), 2 open at 2
    var flipped = new Position(1, 0, 0).after(new Fill(Side.SELL, 3, 50), FINE);

    assertEquals(new Position(-2, -2, 0), flipped);
  }

  @Test
  void overflowThrows() {
    var most = new Position(Long.MAX_VALUE, 0, 0);

    assertThrows(ArithmeticException.class, () -> most.after(new Fill(Side.BUY, 1, 0), SPOT));
    assertThrows(
        ArithmeticException.class,
        () -> Position.FLAT.after(new Fill(Side.BUY, Long.MAX_VALUE, 2), SPOT));
  }

  private static Position after(Instrument instrument, Fill... fills) {
    var position = Position.FLAT;
    for (var fill : fills) {
      position = position.after(fill, instrument);
    }
    return position;
  }

  private static Fill buy(long quantity, String price) {
    return new Fill(Side.BUY, quantity, MNQ.price(price));
  }

  private static Fill sell(long quantity, String price) {
    return new Fill(Side.SELL, quantity, MNQ.price(price));
  }

  private static long money(String text) {
    return Decimal.parse(text, Money.SCALE);
  }
}
