package outcry.marketdata;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import outcry.bus.LeaseGuard;

/** That an instance publishes a symbol: while this is deployed. Not more than a switch. */
final class MarketShard implements Deployable {

  private final MarketDataVerticle feed;
  private final String symbol;
  private final LeaseGuard lease;

  MarketShard(MarketDataVerticle feed, String symbol, LeaseGuard lease) {
    this.feed = feed;
    this.symbol = symbol;
    this.lease = lease;
  }

  @Override
  public Future<?> deploy(Context context) {
    return feed.gain(symbol, lease);
  }

  @Override
  public Future<?> undeploy(Context context) {
    return feed.lose(symbol);
  }
}
