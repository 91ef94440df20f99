package outcry.launcher.cluster;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import outcry.bus.Node;
import outcry.exchange.ExchangeVerticle;
import outcry.launcher.setup.SimulatedMarkets;
import outcry.venue.log.FileVenueLog;
import outcry.venue.simulated.ExchangeConfig;

/**
 * The simulated exchange with its log: opened before it starts, closed after it has stopped. The
 * log is its ground truth and lies on this machine: on another one it would be another exchange.
 */
final class ExchangeRoom implements Deployable {

  private final Node node;
  private final List<String> accounts;
  private final Path file;
  private final long seed;
  private FileVenueLog log;
  private ExchangeVerticle exchange;

  ExchangeRoom(Node node, List<String> accounts, Path file, long seed) {
    this.node = node;
    this.accounts = List.copyOf(accounts);
    this.file = file;
    this.seed = seed;
  }

  @Override
  public Future<?> deploy(Context context) {
    return context
        .executeBlocking(this::openLog)
        .compose(opened -> start(context, opened))
        .recover(failure -> closed(context).transform(_ -> Future.failedFuture(failure)));
  }

  private Future<?> start(Context context, FileVenueLog opened) {
    log = opened;
    node.tasks().source(log::tasks);
    exchange =
        new ExchangeVerticle(
            node,
            ExchangeConfig.standard(SimulatedMarkets.VENUE, accounts),
            SimulatedMarkets.instruments(),
            SimulatedMarkets.agents(),
            new SplittableRandom(seed),
            log.recovered(),
            log);
    try {
      return exchange.deploy(context);
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  private FileVenueLog openLog() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return FileVenueLog.open(file, true);
  }

  @Override
  public Future<?> undeploy(Context context) throws Exception {
    return exchange.undeploy(context).transform(_ -> closed(context));
  }

  private Future<?> closed(Context context) {
    var open = log;
    return open == null
        ? Future.succeededFuture()
        : context.executeBlocking(
            () -> {
              open.close();
              return null;
            });
  }
}
