package outcry.strategy.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import outcry.model.AssetClass;
import outcry.model.Decimal;
import outcry.model.Instrument;

class ModelsTest {

  private static Instrument instrument(long minNotional) {
    return new Instrument(
        "A.X", AssetClass.values()[0], "X", "A", "USD", 2, 3, 1, 10, 20, 5_000, minNotional, 1);
  }

  @Test
  void theQuotesAreThoseOfThePaper() {
    // gamma sigma^2 (T-t) = 0.1 * 4 * 1, and the paper's own gamma 0.1, kappa 1.5: 2/0.1 ln(1.0667)
    var model = new AvellanedaStoikov(0.1, 1.5, 1);
    double spread = 0.4 + 20 * Math.log(1 + 0.1 / 1.5);

    var flat = model.offsets(0, 4);
    var full = model.offsets(3, 4);

    assertEquals(spread, flat.ask() - flat.bid(), 1e-12);
    assertEquals(0, flat.ask() + flat.bid(), 1e-12);
    assertEquals(-1.2, (full.ask() + full.bid()) / 2, 1e-12);
  }

  @Test
  void volatilityIsMeasuredOncePerSecond() {
    var volatility = Volatility.UNKNOWN;
    for (int i = 0; i <= 40; i++) {
      volatility = volatility.mid(i / 4 % 2 == 0 ? 10_000 : 10_001, i * 250_000_000L);
    }

    assertTrue(volatility.isReady());
    assertEquals(1, volatility.variance(), 0.001);
  }

  @Test
  void sizesAreSnappedToWhatTheInstrumentAllows() {
    assertEquals(120, OrderSize.of(instrument(0), Decimal.parse("0.1239999"), 100));
    assertEquals(20, OrderSize.of(instrument(0), Decimal.parse("0"), 100));
    assertEquals(5_000, OrderSize.of(instrument(0), Decimal.parse("7"), 100));
    // 10 USD and five percent at 1.00: 10.5 units
    assertEquals(5_000, OrderSize.of(instrument(1_000_000_000L), Decimal.parse("0.1"), 100));
    assertEquals(1_050, OrderSize.of(instrument(1_000_000_000L), Decimal.parse("0.1"), 1_000));
  }
}
