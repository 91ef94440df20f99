package outcry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static outcry.model.TestInstruments.FINE;
import static outcry.model.TestInstruments.MNQ;
import static outcry.model.TestInstruments.SPOT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentTest {

  @Test
  void textIsReadAndWrittenAtTheScalesOfTheInstrument() {
    assertEquals(10_000_005, SPOT.price("100000.05"));
    assertEquals("100000.05", SPOT.priceText(10_000_005));
    assertEquals(1, SPOT.quantity("0.000001"));
    assertEquals("0.000001", SPOT.quantityText(1));
    assertEquals(
        RefusalCode.PRECISION,
        assertThrows(DecimalException.class, () -> SPOT.price("100000.005")).code());
    assertEquals(
        RefusalCode.PRECISION,
        assertThrows(DecimalException.class, () -> MNQ.quantity("1.5")).code());
  }

  @Test
  void notionalIsInHundredMillionthsOfTheQuoteCurrency() {
    // 0.5 at 100,000.00 = 50,000
    assertEquals(5_000_000_000_000L, SPOT.notional(10_000_000, 500_000));
    assertEquals(-5_000_000_000_000L, SPOT.notional(10_000_000, -500_000));
  }

  @Test
  void aFutureIsWorthItsMultiplier() {
    // 3 contracts at 21,000.25, two dollars a point = 126,001.50
    assertEquals(Decimal.parse("126001.5", 8), MNQ.notional(MNQ.price("21000.25"), 3));
  }

  @ParameterizedTest
  @CsvSource({"50, 1, 0", "150, 1, 2", "51, 1, 1", "250, 1, 2", "-150, 1, -2", "-50, 1, 0"})
  void moneyFinerThanEightPlacesIsRoundedHalfToEven(long price, long quantity, long expected) {
    assertEquals(expected, FINE.notional(price, quantity));
  }

  @Test
  void notionalBeyondSixtyFourBitsThrows() {
    assertThrows(ArithmeticException.class, () -> SPOT.notional(Long.MAX_VALUE, 2));
    assertThrows(ArithmeticException.class, () -> MNQ.notional(Long.MAX_VALUE, 1));
    assertThrows(ArithmeticException.class, () -> MNQ.notional(1, Long.MAX_VALUE));
  }

  @Test
  void ticksAndLots() {
    assertEquals(true, MNQ.isOnTick(2_100_025));
    assertEquals(false, MNQ.isOnTick(2_100_026));
    assertEquals(2_100_025, MNQ.floorToTick(2_100_049));
    assertEquals(2_100_050, MNQ.floorToTick(2_100_050));
    assertEquals(2_100_050, MNQ.ceilToTick(2_100_026));
    assertEquals(2_100_050, MNQ.ceilToTick(2_100_050));
    assertEquals(-25, MNQ.floorToTick(-1)); // prices of futures may be negative
    assertEquals(0, MNQ.ceilToTick(-1));
    assertEquals(true, SPOT.isOnLot(3));
    assertThrows(ArithmeticException.class, () -> MNQ.ceilToTick(Long.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource({
    "BTCUSDT.SIM, SIM, -1, 6, 1, 1, 1, 1, 0, 1, BTCUSDT.SIM: scales must be 0 to 9",
    "BTCUSDT.SIM, SIM, 2, 10, 1, 1, 1, 1, 0, 1, BTCUSDT.SIM: scales must be 0 to 9",
    "BTCUSDT.SIM, SIM, 2, 6, 0, 1, 1, 1, 0, 1, 'BTCUSDT.SIM: tickSize must be positive, was 0'",
    "BTCUSDT.SIM, SIM, 2, 6, 1, 0, 1, 1, 0, 1, 'BTCUSDT.SIM: lotSize must be positive, was 0'",
    "BTCUSDT.SIM, SIM, 2, 6, 1, 1, 0, 1, 0, 1, 'BTCUSDT.SIM: minQuantity must be positive, was 0'",
    "BTCUSDT.SIM, SIM, 2, 6, 1, 1, 2, 1, 0, 1, BTCUSDT.SIM: maxQuantity or minNotional out of"
        + " range",
    "BTCUSDT.SIM, SIM, 2, 6, 1, 1, 1, 1, -1, 1, BTCUSDT.SIM: maxQuantity or minNotional out of"
        + " range",
    "BTCUSDT.SIM, SIM, 2, 6, 1, 1, 1, 1, 0, -2, 'BTCUSDT.SIM: multiplier must be positive, was -2'",
    "BTCUSDT.SIM, CME, 2, 6, 1, 1, 1, 1, 0, 1, 'symbol BTCUSDT.SIM must be a name, a dot and CME'",
    "BTCUSDTSIM, SIM, 2, 6, 1, 1, 1, 1, 0, 1, 'symbol BTCUSDTSIM must be a name, a dot and SIM'",
    ".SIM, SIM, 2, 6, 1, 1, 1, 1, 0, 1, 'symbol .SIM must be a name, a dot and SIM'",
    "BTCUSDT., '', 2, 6, 1, 1, 1, 1, 0, 1, 'symbol BTCUSDT. must be a name, a dot and '"
  })
  void whatMakesNoSenseIsRefused(
      String symbol,
      String venue,
      int priceScale,
      int quantityScale,
      long tickSize,
      long lotSize,
      long minQuantity,
      long maxQuantity,
      long minNotional,
      int multiplier,
      String message) {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Instrument(
                    symbol,
                    AssetClass.SPOT,
                    venue,
                    "BTC",
                    "USDT",
                    priceScale,
                    quantityScale,
                    tickSize,
                    lotSize,
                    minQuantity,
                    maxQuantity,
                    minNotional,
                    multiplier));

    assertEquals(message, refusal.getMessage());
  }
}
