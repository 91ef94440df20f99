package outcry.marketdata;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
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
    return on(context, feed.gain(symbol, lease));
  }

  @Override
  public Future<?> undeploy(Context context) {
    return on(context, feed.lose(symbol));
  }

  /** The feed may be on another event loop. */
  private static Future<Void> on(Context context, Future<Void> end) {
    Promise<Void> there = Promise.promise();
    end.onComplete(outcome -> context.runOnContext(_ -> there.handle(outcome)));
    return there.future();
  }
}
