package outcry.strategy.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.model.BarSpec;
import outcry.model.Decimal;
import outcry.model.Side;
import outcry.strategy.Tune;

class ParametersTest {

  public record Sample(
      String symbol,
      @Tune(value = "10", min = 2, max = 500) int fastBars,
      @Tune(value = "30", min = 3, max = 1000) int slow,
      @Tune(value = "1.5", min = 0.1, max = 10) double leverage,
      @Tune(value = "0.001", min = 0) Decimal size,
      @Tune("5s") Duration every,
      @Tune("1m") BarSpec bars,
      @Tune("BUY") Side side,
      @Tune("true") boolean live) {

    public Sample {
      if (fastBars >= slow) {
        throw new ParameterException("fastBars", "must be below slow");
      }
    }
  }

  @Test
  void whatIsLeftOutTakesItsDefault() {
    assertEquals(
        new Sample(
            "A.X",
            10,
            40,
            1.5,
            new Decimal(1, 3),
            Duration.ofSeconds(5),
            BarSpec.minutes(1),
            Side.BUY,
            true),
        Parameters.read(Sample.class, Map.of("symbol", "A.X", "slow", "40")));
  }

  @Test
  void whatIsWrittenReadsBackTheSame() {
    var sample = Parameters.read(Sample.class, Map.of("symbol", "A.X", "every", "250ms"));

    assertEquals(sample, Parameters.read(Sample.class, Parameters.write(sample)));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "fastBars, 0, PARAM_FAST_BARS",
    "fastBars, -1, PARAM_FAST_BARS",
    "fastBars, 2147483648, PARAM_FAST_BARS",
    "fastBars, 30, PARAM_FAST_BARS",
    "fastBars, 1e1, PARAM_FAST_BARS",
    "fastBars, 10.5, PARAM_FAST_BARS",
    "leverage, NaN, PARAM_LEVERAGE",
    "leverage, Infinity, PARAM_LEVERAGE",
    "leverage, 1e9, PARAM_LEVERAGE",
    "leverage, 1000000000, PARAM_LEVERAGE",
    "size, -0.1, PARAM_SIZE",
    "size, 1e400, PARAM_SIZE",
    "every, 0s, PARAM_EVERY",
    "every, 100t, PARAM_EVERY",
    "bars, often, PARAM_BARS",
    "side, buy, PARAM_SIDE",
    "live, yes, PARAM_LIVE",
    "symbol, '', PARAM_SYMBOL",
    "stop, 0, PARAM_STOP"
  })
  void badInputIsRefusedByName(String name, String text, String code) {
    var given = new HashMap<>(Map.of("symbol", "A.X"));
    given.put(name, text);

    var refused =
        assertThrows(ParameterException.class, () -> Parameters.read(Sample.class, given));

    assertEquals(code, refused.code());
  }

  @Test
  void whatIsMissingIsNamed() {
    var refused =
        assertThrows(ParameterException.class, () -> Parameters.read(Sample.class, Map.of()));

    assertEquals("PARAM_SYMBOL: symbol is missing", refused.getMessage());
  }
}
