package outcry.strategy.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.Num;

class IndicatorTest {

  private static final List<Ohlc> SERIES = series(900);

  private static List<Ohlc> series(int bars) {
    var random = new SplittableRandom(7);
    var series = new ArrayList<Ohlc>();
    double price = 46_000;
    for (int i = 0; i < bars; i++) {
      double open = price;
      double close = open + random.nextDouble(-50, 50);
      double high = Math.max(open, close) + random.nextDouble(20);
      double low = Math.min(open, close) - random.nextDouble(20);
      long start = i * 60_000_000_000L;
      series.add(new Ohlc(open, high, low, close, 1, start, start + 60_000_000_000L));
      price = close;
    }
    return series;
  }

  private static void agrees(
      BarIndicator ours, Function<BarSeries, org.ta4j.core.Indicator<Num>> theirs, int settled) {
    var reference = new Ta4jIndicator(theirs);
    int compared = 0;
    for (int i = 0; i < SERIES.size(); i++) {
      ours.accept(SERIES.get(i));
      reference.accept(SERIES.get(i));
      if (i >= settled) {
        assertEquals(reference.value(), ours.value(), 1e-6, "bar " + i);
        compared++;
      }
    }
    assertTrue(compared > 200);
  }

  @Test
  void theSimpleAverageAgreesWithTa4j() {
    agrees(new SimpleMovingAverage(30), s -> new SMAIndicator(new ClosePriceIndicator(s), 30), 29);
  }

  @Test
  void theExponentialAverageAgreesWithTa4jOnceItsBeginningHasDiedOut() {
    agrees(
        new ExponentialMovingAverage(20),
        s -> new EMAIndicator(new ClosePriceIndicator(s), 20),
        400);
  }

  @Test
  void theRelativeStrengthAgreesWithTa4jOnceItsBeginningHasDiedOut() {
    agrees(new RelativeStrength(14), s -> new RSIIndicator(new ClosePriceIndicator(s), 14), 500);
  }

  @Test
  void theAverageTrueRangeAgreesWithTa4jOnceItsBeginningHasDiedOut() {
    agrees(new AverageTrueRange(14), s -> new ATRIndicator(s, 14), 500);
  }

  @Test
  void theStandardDeviationAgreesWithTa4j() {
    agrees(
        new StandardDeviation(20),
        s -> new StandardDeviationIndicator(new ClosePriceIndicator(s), 20),
        20);
  }

  @Test
  void anIndicatorIsNotANumberUntilThereIsEnoughOfTheSeries() {
    var average = new SimpleMovingAverage(3);

    average.accept(SERIES.get(0));
    average.accept(SERIES.get(1));
    assertFalse(average.isReady());
    average.accept(SERIES.get(2));

    assertTrue(average.isReady());
    assertFalse(average.crossedAbove(0), "the first value has nothing to come from");
  }

  @Test
  void aCrossingIsSeenOnItsBarOnly() {
    var fast = new SimpleMovingAverage(1);
    var slow = new SimpleMovingAverage(2);
    var seen = new ArrayList<String>();

    for (double close : new double[] {10, 10, 12, 13, 9, 8}) {
      var bar = new Ohlc(close, close, close, close, 1, 0, 1);
      fast.accept(bar);
      slow.accept(bar);
      seen.add(fast.crossedAbove(slow) ? "up" : fast.crossedBelow(slow) ? "down" : "-");
    }

    assertEquals(List.of("-", "-", "up", "-", "down", "-"), seen);
  }

  @Test
  void rollingDoesNotDrift() {
    var rolled = new SimpleMovingAverage(7);
    var tail = new SimpleMovingAverage(7);
    var random = new SplittableRandom(3);
    int bars = 1_000_000;
    for (int i = 0; i < bars; i++) {
      double close = i < 1000 ? 1e12 * random.nextDouble() : random.nextDouble();
      var bar = new Ohlc(close, close, close, close, 0, 0, i);
      rolled.accept(bar);
      if (i >= bars - 7) {
        tail.accept(bar);
      }
    }

    assertEquals(tail.value(), rolled.value(), 1e-12);
  }

  @Test
  void aLengthOfNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new SimpleMovingAverage(0));
    assertThrows(IllegalArgumentException.class, () -> new RelativeStrength(-1));
  }
}
