package outcry.launcher.run;

import io.vertx.core.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import outcry.bus.Timeline;
import outcry.bus.VirtualTimeline;
import outcry.journal.JournalConfig;
import outcry.launcher.config.Risk;
import outcry.launcher.setup.DataDir;
import outcry.marketdata.Recorder;
import outcry.model.Instruments;
import outcry.strategy.StrategySpec;
import outcry.venue.MarketDataSession;

/**
 * What a house is built from.
 *
 * @param durability what a commit of the journal survives
 * @param venue the venue of all instruments
 * @param virtual the recording's clock; empty for wall time
 * @param session opens the market data on the road's context
 * @param exchange whether the simulated exchange runs in this process
 */
record Blueprint(
    DataDir dataDir,
    JournalConfig.Durability durability,
    String venue,
    Instruments instruments,
    List<StrategySpec> strategies,
    Risk risk,
    Optional<VirtualTimeline> virtual,
    BiFunction<Context, Timeline, MarketDataSession> session,
    Optional<Recorder> recorder,
    boolean exchange,
    RunOptions options) {}
