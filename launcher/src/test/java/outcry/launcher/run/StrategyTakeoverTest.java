package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import outcry.bus.Addresses;
import outcry.bus.Metrics;
import outcry.bus.Node;
import outcry.bus.VirtualTimeline;
import outcry.journal.JournalConfig;
import outcry.journal.SqliteJournal;
import outcry.launcher.run.PerilousStates.Mistake;
import outcry.launcher.setup.JournaledStrategies;
import outcry.model.AssetClass;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.model.MarketEvent.Quote;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderIntended;
import outcry.order.OrderSetup;
import outcry.order.OrderVerticle;
import outcry.order.core.OrderConfig;
import outcry.order.core.risk.Limits;
import outcry.order.paper.PaperOrderEntry;
import outcry.strategy.Placement;
import outcry.strategy.State;
import outcry.strategy.Strategy;
import outcry.strategy.StrategyCatalog;
import outcry.strategy.StrategyConfig;
import outcry.strategy.StrategyHosting;
import outcry.strategy.StrategySpec;
import outcry.strategy.StrategyVerticle;
import outcry.strategy.TradingStrategy;
import outcry.venue.paper.PaperConfig;

/**
 * A strategy's process dies at every step between a callback and the doorbell, again and again, and
 * another carries on: against a real owner and journal no signal may be lost or be two orders.
 */
class StrategyTakeoverTest {

  private static final String SYMBOL = "BTCUSDT.SIM";
  private static final long START = Duration.ofDays(20_000).toNanos();
  private static final int LIVES = 40;
  private static final int STEPS_MAX = 16;

  /**
   * Numbers its signals; each is an order of that many lots. Every fifth comes as two in a list.
   */
  @Strategy("signaller")
  public static final class Signaller extends TradingStrategy<Signaller.Params> {

    public record Params(String symbol) {}

    @State private long signals;

    @Override
    public void onStart(outcry.strategy.Context ctx) {
      ctx.subscribeQuotes(params().symbol());
    }

    @Override
    public void onQuote(Quote quote) {
      if (signals % 5 == 0) {
        context().submitAll(List.of(next(quote), next(quote)));
      } else {
        next(quote).submit();
      }
    }

    private outcry.strategy.OrderDraft next(Quote quote) {
      signals++;
      return buy(quote.symbol(), signals).limit(quote.bidPrice() - 100);
    }
  }

  private static final Instruments INSTRUMENTS =
      new Instruments(
          List.of(
              new Instrument(
                  SYMBOL,
                  AssetClass.values()[0],
                  "SIM",
                  "BTC",
                  "USDT",
                  2,
                  5,
                  1,
                  1,
                  1,
                  1_000_000_000,
                  0,
                  1)));

  @TempDir Path folder;
  private final Node node = Node.over(Vertx.vertx(), new Metrics());
  private final VirtualTimeline clock = new VirtualTimeline(START, node.defects());
  private final Context loop = node.vertx().getOrCreateContext();
  private SqliteJournal journal;
  private long sequence;

  /**
   * @param lost signals that are kept as sent and have no order
   * @param doubled signals with more than one order
   */
  private record Verdict(long signals, List<Long> lost, List<Long> doubled) {}

  @AfterEach
  void close() throws Exception {
    await(node.close());
    journal.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void noSignalIsLostOrBecomesTwoOrdersWhereverTheProcessDies(long seed) throws Exception {
    var verdict = run(seed, Mistake.NONE);

    assertTrue(verdict.signals() > LIVES / 2, verdict.toString());
    assertEquals(new Verdict(verdict.signals(), List.of(), List.of()), verdict);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aPlantedMistakeIsFound(Mistake mistake) throws Exception {
    var verdict = run(1, mistake);

    switch (mistake) {
      case FORGETS_THE_OUTBOX -> assertTrue(!verdict.lost().isEmpty(), verdict.toString());
      case SAYS_DONE_BEFORE_IT_IS, KEEPS_OLD_FIELDS ->
          assertTrue(!verdict.doubled().isEmpty(), verdict.toString());
      case NONE -> throw new AssertionError();
    }
  }

  private Verdict run(long seed, Mistake mistake) throws Exception {
    var random = new SplittableRandom(seed);
    journal = SqliteJournal.open(folder.resolve("outcry.db"), JournalConfig.DEFAULT);
    deploy(orders());
    for (int life = 1; life <= LIVES; life++) {
      live(life, mistake, 1 + random.nextInt(STEPS_MAX), 1 + random.nextInt(3));
    }
    return live(LIVES + 1, Mistake.NONE, Integer.MAX_VALUE, 1);
  }

  /** One process: it sees some quotes and dies at a step. */
  private Verdict live(long lease, Mistake mistake, int steps, int quotes) throws Exception {
    var kept = new JournaledStrategies(journal);
    var states = new PerilousStates(kept, mistake, steps);
    var spec =
        StrategySpec.of("s", "signaller", "acct", Map.of("symbol", SYMBOL), Placement.CO_LOCATED);
    var hosting = StrategyHosting.shard(StrategyConfig.ofCluster(1), states, states.guard(lease));
    var doorbell = on(() -> node.bus().on(Addresses.journalAdvance(0), _ -> states.step()));
    var strategies =
        new StrategyVerticle(
            node,
            _ -> clock,
            INSTRUMENTS,
            StrategyCatalog.of(List.of(Signaller.class)),
            hosting,
            List.of(spec));
    deploy(strategies);
    for (int i = 0; i < quotes; i++) {
      quote();
    }
    await(on(doorbell::unregister));
    var undeployed = on(() -> strategies.undeploy(loop));
    settle();
    advance(); // what waits for a dead process to answer gives up
    await(undeployed);
    return verdict(lease);
  }

  /** What the store says was meant, beside what the journal says was done. */
  private Verdict verdict(long lease) throws Exception {
    long meant = 0;
    var orders = new TreeMap<Long, Integer>();
    for (var journaled : journal.read(0, 0, 10_000).toCompletableFuture().get()) {
      switch (journaled.event()) {
        case OrderIntended e -> orders.merge(e.order().quantity(), 1, Integer::sum);
        case OrderDenied e -> throw new AssertionError(e.toString());
        default -> {}
      }
    }
    var row = new JournaledStrategies(journal).claim("s", lease, 1).toCompletableFuture().get();
    var fields = outcry.strategy.state.SavedState.of(row.state()).fields();
    if (!fields.isEmpty()) {
      meant = Long.parseLong(fields.replaceAll(".*\"signals\":([0-9]+).*", "$1"));
    }
    var lost = new ArrayList<Long>();
    for (long signal = 1; signal <= meant; signal++) {
      if (!orders.containsKey(signal)) {
        lost.add(signal);
      }
    }
    return new Verdict(
        meant, lost, orders.keySet().stream().filter(signal -> orders.get(signal) > 1).toList());
  }

  private OrderVerticle orders() {
    var done = CompletableFuture.<Void>completedStage(null);
    return new OrderVerticle(
        node,
        _ -> clock,
        journal,
        INSTRUMENTS,
        Map.of(
            "SIM",
            _ -> {
              var paper =
                  new PaperOrderEntry(
                      node, clock, PaperConfig.of("SIM"), INSTRUMENTS, List.of(), _ -> done);
              paper.open().onFailure(failure -> node.defects().report("paper venue", failure));
              return paper;
            }),
        new OrderSetup("test", Set.of(0), 1, OrderConfig.of(Map.of("acct", Limits.defaults()))));
  }

  private void deploy(Deployable part) throws Exception {
    var deployed = on(() -> part.deploy(loop));
    settle();
    await(deployed);
  }

  private static void await(Future<?> future) throws Exception {
    future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private void quote() throws Exception {
    advance();
    sequence++;
    on(
        () -> {
          long now = clock.nowNanos();
          node.bus()
              .publish(
                  Addresses.quotes(SYMBOL),
                  new Quote(SYMBOL, 1_000_000, 100, 1_000_100, 100, sequence, now, now));
          return null;
        });
    settle();
  }

  /** Half a second passes; every timer has its turn. */
  private void advance() throws Exception {
    long target = on(clock::nowNanos) + Duration.ofMillis(500).toNanos();
    while (on(clock::nextTimerNanos) <= target) {
      on(
          () -> {
            clock.runNext();
            return null;
          });
      settle();
    }
    on(
        () -> {
          clock.advanceTo(target);
          return null;
        });
  }

  private <T> T on(Callable<T> action) throws Exception {
    var done = new CompletableFuture<T>();
    loop.runOnContext(
        _ -> {
          try {
            done.complete(action.call());
          } catch (Throwable e) {
            done.completeExceptionally(e);
          }
        });
    return done.get(10, TimeUnit.SECONDS);
  }

  private void settle() throws Exception {
    var idle = new CompletableFuture<Void>();
    loop.runOnContext(_ -> node.inFlight().whenIdle(() -> idle.complete(null)));
    idle.get(10, TimeUnit.SECONDS);
  }
}
