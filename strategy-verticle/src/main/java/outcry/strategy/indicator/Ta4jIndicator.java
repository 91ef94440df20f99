package outcry.strategy.indicator;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/**
 * Any indicator of ta4j. Some 20 times slower than the incremental ones of this package: for bars,
 * not for ticks. It sees the last 1,000 bars.
 */
public final class Ta4jIndicator extends BarIndicator {

  private static final int BARS_MAX = 1_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final BarSeries series =
      new BaseBarSeriesBuilder()
          .withNumFactory(DoubleNumFactory.getInstance())
          .withMaxBarCount(BARS_MAX)
          .build();
  private final org.ta4j.core.Indicator<Num> indicator;
  private Instant lastEnd = Instant.MIN;

  public Ta4jIndicator(Function<BarSeries, org.ta4j.core.Indicator<Num>> make) {
    indicator = make.apply(series);
  }

  @Override
  protected double next(Ohlc bar) {
    // ta4j wants rising ends and a duration; tick bars may have neither
    var end = instant(bar.closeNanos());
    lastEnd = end.isAfter(lastEnd) ? end : lastEnd.plusNanos(1);
    var period = Duration.ofNanos(Math.max(1, bar.closeNanos() - bar.openNanos()));
    series
        .barBuilder()
        .timePeriod(period)
        .endTime(lastEnd)
        .openPrice(bar.open())
        .highPrice(bar.high())
        .lowPrice(bar.low())
        .closePrice(bar.close())
        .volume(bar.volume())
        .add();
    int bars = series.getRemovedBarsCount() + series.getBarCount();
    boolean stable = bars > indicator.getCountOfUnstableBars();
    return stable ? indicator.getValue(series.getEndIndex()).doubleValue() : Double.NaN;
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }
}
