package outcry.venue.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * The agents that make an exchange's markets lively and two-sided. Everything they do follows from
 * the generator, the times of the steps and what clients do. Same thread as their exchange.
 */
public final class Agents {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** A pause is not made up for beyond this. */
  private static final long STEP_NANOS_MAX = NANOS_PER_SECOND;

  private final SimulatedExchange exchange;
  private final List<Crowd> crowds = new ArrayList<>();
  private long lastNanos;
  private boolean started;

  /**
   * @param random split for each instrument, so that each has a course of its own
   * @throws IllegalArgumentException for a symbol the exchange does not have, or an anchor or
   *     quantity that does not fit it
   */
  public Agents(SimulatedExchange exchange, List<AgentConfig> configs, SplittableGenerator random) {
    this.exchange = exchange;
    for (var config : configs) {
      crowds.add(new Crowd(exchange.market(config.symbol()), config, random.split()));
    }
  }

  /** Lets them act; to be called every 50 to 100 ms. The first call opens the markets. */
  public Effects step(long nowNanos) {
    long elapsed = started ? Math.clamp(nowNanos - lastNanos, 0, STEP_NANOS_MAX) : 0;
    started = true;
    lastNanos = nowNanos;
    for (var crowd : crowds) {
      crowd.step(nowNanos, (double) elapsed / NANOS_PER_SECOND);
    }
    return exchange.takeEffects();
  }

  /** The agents of one instrument. */
  private static final class Crowd {
    private static final int MILLI = 1_000;
    private static final int HALF_SPREAD_MILLI_TICKS = 900;
    private static final int HALF_SPREAD_STEP_MILLI_TICKS = 300;

    private final AgentDesk desk;
    private final FairValue fairValue;
    private final List<MarketMaker> makers = new ArrayList<>();
    private final NoiseTaker noise;
    private final MomentumTaker momentum;

    Crowd(Market market, AgentConfig config, SplittableGenerator random) {
      config.requireFits(market.instrument());
      long anchor = config.anchorPrice() / market.instrument().tickSize() * MILLI;
      desk = new AgentDesk(market, config.typicalQuantity());
      fairValue = new FairValue(random, anchor, config.volatilityMilliTicks());
      long owner = 0; // below zero: not a client
      for (int i = 0; i < config.makers(); i++) {
        int halfSpread = HALF_SPREAD_MILLI_TICKS + i * HALF_SPREAD_STEP_MILLI_TICKS;
        makers.add(new MarketMaker(desk, random, --owner, config.levels(), halfSpread));
      }
      noise = new NoiseTaker(desk, random, --owner, config.takesPerMinute());
      momentum = new MomentumTaker(desk, random, --owner);
    }

    void step(long nowNanos, double seconds) {
      long fair = fairValue.after(seconds);
      if (!desk.isTrading()) {
        return;
      }
      desk.setTime(nowNanos);
      makers.forEach(maker -> maker.step(fair, seconds));
      noise.step(seconds);
      momentum.step(seconds);
    }
  }
}
