package outcry.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.num.Num;
import outcry.model.BarSpec;
import outcry.model.Decimal;
import outcry.model.Instrument;
import outcry.model.MarketEvent.Bar;
import outcry.strategy.indicator.AverageTrueRange;
import outcry.strategy.indicator.BarIndicator;
import outcry.strategy.indicator.ExponentialMovingAverage;
import outcry.strategy.indicator.Indicator;
import outcry.strategy.indicator.Ohlc;
import outcry.strategy.indicator.RelativeStrength;
import outcry.strategy.indicator.SimpleMovingAverage;
import outcry.strategy.indicator.StandardDeviation;
import outcry.strategy.indicator.Ta4jIndicator;

/**
 * A series of bars with its indicators: history and live as one. Indicators are up to date before
 * {@code onBar}; add them before the first bar, in {@code onStart}.
 */
public final class Bars {

  /** The most history that may be asked for. */
  public static final int WARMUP_MAX = 100_000;

  private static final int EARLY_MAX = 1_000;

  private final Instrument instrument;
  private final BarSpec spec;
  private final double priceUnit;
  private final double quantityUnit;
  private final List<BarIndicator> indicators = new ArrayList<>();
  private int warmup;
  private long count;
  private boolean historyTaken;
  private List<Bar> early = new ArrayList<>();
  private Bar last;

  Bars(Instrument instrument, BarSpec spec) {
    this.instrument = instrument;
    this.spec = spec;
    priceUnit = Decimal.powerOfTen(instrument.priceScale());
    quantityUnit = Decimal.powerOfTen(instrument.quantityScale());
  }

  /** {@code onBar} waits until there have been so many bars, from history or live. */
  public Bars warmup(int bars) {
    if (bars < 0 || bars > WARMUP_MAX) {
      throw new IllegalArgumentException("warmup must be 0 to " + WARMUP_MAX + ", was " + bars);
    }
    warmup = Math.max(warmup, bars);
    return this;
  }

  public Indicator sma(int length) {
    return add(new SimpleMovingAverage(length));
  }

  public Indicator ema(int length) {
    return add(new ExponentialMovingAverage(length));
  }

  public Indicator rsi(int length) {
    return add(new RelativeStrength(length));
  }

  public Indicator atr(int length) {
    return add(new AverageTrueRange(length));
  }

  public Indicator stddev(int length) {
    return add(new StandardDeviation(length));
  }

  /** Any indicator of ta4j, e.g. {@code ta4j(s -> new CCIIndicator(s, 20))}. */
  public Indicator ta4j(Function<BarSeries, org.ta4j.core.Indicator<Num>> indicator) {
    return add(new Ta4jIndicator(indicator));
  }

  /**
   * One of your own.
   *
   * @throws IllegalStateException if the series has begun: it would have missed the beginning
   */
  public <I extends BarIndicator> I add(I indicator) {
    if (count > 0) {
      throw new IllegalStateException("add indicators in onStart, before the first bar");
    }
    indicators.add(indicator);
    return indicator;
  }

  /** The latest bar, history included; null before the first. */
  public Bar last() {
    return last;
  }

  /** How many bars there have been. */
  public long count() {
    return count;
  }

  public String symbol() {
    return instrument.symbol();
  }

  public BarSpec spec() {
    return spec;
  }

  int warmup() {
    return warmup;
  }

  boolean isWarm() {
    return historyTaken && count >= warmup;
  }

  boolean isOpen() {
    return historyTaken;
  }

  /** A live bar that came before the history; the oldest is given up at the bound. */
  void keepEarly(Bar bar) {
    if (early.size() == EARLY_MAX) {
      early.removeFirst();
    }
    early.add(bar);
  }

  /** Takes the history, once more after a gap; returns the live bars that came before it. */
  List<Bar> open(List<Bar> history) {
    history.forEach(this::take);
    historyTaken = true;
    var waiting = early;
    early = List.of();
    return waiting;
  }

  /** False if the bar is already part of the series. */
  boolean take(Bar bar) {
    if (last != null && (bar.venueNanos() < last.venueNanos() || isLast(bar))) {
      return false;
    }
    last = bar;
    count++;
    if (!indicators.isEmpty()) {
      var ohlc =
          new Ohlc(
              bar.open() / priceUnit,
              bar.high() / priceUnit,
              bar.low() / priceUnit,
              bar.close() / priceUnit,
              bar.volume() / quantityUnit,
              bar.openNanos(),
              bar.venueNanos());
      for (int i = 0; i < indicators.size(); i++) {
        indicators.get(i).accept(ohlc);
      }
    }
    return true;
  }

  /** Tick and volume bars may end together: there the whole bar is compared. */
  private boolean isLast(Bar bar) {
    if (bar.venueNanos() != last.venueNanos()) {
      return false;
    }
    return spec.kind() == BarSpec.Kind.TIME
        || (bar.openNanos() == last.openNanos()
            && bar.open() == last.open()
            && bar.high() == last.high()
            && bar.low() == last.low()
            && bar.close() == last.close()
            && bar.volume() == last.volume()
            && bar.trades() == last.trades());
  }
}
