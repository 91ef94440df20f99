package outcry.bus;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** What the parts of a bus share. */
final class BusState {

  final Vertx vertx;
  final InFlight inFlight;
  final Metrics metrics;
  final Defects defects;
  final HandlerWatch watch;
  final Codecs codecs;
  final FamilyMeters meters;
  final boolean clustered;

  /** Null within one process. */
  final Audience audience;

  /** Null unless armed, and within one process. */
  final BusFaults faults;

  /** Null unless in debug mode; set before the first verticle is deployed. */
  BusTrace trace;

  BusState(
      Vertx vertx,
      InFlight inFlight,
      Metrics metrics,
      Defects defects,
      HandlerWatch watch,
      Audience audience) {
    this.audience = audience;
    this.vertx = vertx;
    this.inFlight = inFlight;
    this.metrics = metrics;
    this.defects = defects;
    this.watch = watch;
    this.codecs = new Codecs(vertx.eventBus(), metrics, defects);
    this.meters = new FamilyMeters(metrics);
    this.clustered = vertx.isClustered();
    this.faults = clustered ? BusFaults.armed(vertx, metrics) : null;
  }

  /**
   * @throws IllegalStateException off a Vert.x context
   */
  static Context context() {
    var context = Vertx.currentContext();
    if (context == null) {
      throw new IllegalStateException("the bus is used on a Vert.x context only");
    }
    return context;
  }
}
