package outcry.strategy;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.BiConsumer;
import outcry.bus.InFlight;
import outcry.bus.Node;

/** Brings what went wrong in a lane, on whichever thread, to the event loop of its run. */
final class LaneFailures implements LaneEnd {

  private final Node node;
  private final Context loop = Vertx.currentContext();
  private final StrategyConfig config;
  private final BiConsumer<String, String> onFailure;

  /**
   * @param onFailure gets the kind and the reason, on the event loop
   */
  LaneFailures(Node node, StrategyConfig config, BiConsumer<String, String> onFailure) {
    this.node = node;
    this.config = config;
    this.onFailure = onFailure;
  }

  @Override
  public void threw(Throwable cause) {
    hop(
        () -> {
          node.defects().report("strategy", cause);
          onFailure.accept("THREW", "threw " + cause);
        });
  }

  @Override
  public void hung() {
    var limit = config.hangLimit().toMillis();
    hop(() -> onFailure.accept("HUNG", "a callback took longer than " + limit + " ms"));
  }

  @Override
  public void overflowed() {
    var reason = "more than " + config.controlMax() + " order events and timers were waiting";
    hop(() -> onFailure.accept("OVERFLOW", reason));
  }

  private void hop(Runnable action) {
    node.inFlight().begin(InFlight.Kind.STRATEGY);
    loop.runOnContext(
        _ -> {
          try {
            action.run();
          } finally {
            node.inFlight().end(InFlight.Kind.STRATEGY);
          }
        });
  }
}
