package outcry.order;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import outcry.bus.Addresses;
import outcry.bus.Node;
import outcry.bus.Registration;
import outcry.bus.StreamWatch;
import outcry.bus.Timeline;
import outcry.model.MarketEvent;

/**
 * The market as owners hear it. Between nodes a symbol's publisher may change or die: then it is
 * one stream all the same, and stale within a second when nobody speaks. One event loop.
 */
final class MarketEar {

  static final Duration SILENCE = Duration.ofSeconds(1);
  private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();

  private final Node node;
  private final Timeline timeline;
  private final Consumer<MarketEvent> onMarket;

  /** Null where the publisher lives and dies with the owners. */
  private final StreamWatch watch;

  private Timeline.Timer looking;

  /**
   * @param silence after which a symbol nobody speaks of is stale; zero: never
   */
  MarketEar(Node node, Timeline timeline, Duration silence, Consumer<MarketEvent> onMarket) {
    this.node = node;
    this.timeline = timeline;
    this.onMarket = onMarket;
    this.watch = silence.isZero() ? null : new StreamWatch(silence);
  }

  List<Registration> listen(List<String> symbols) {
    var registrations = new ArrayList<Registration>();
    for (var symbol : symbols) {
      for (var address :
          List.of(Addresses.quotes(symbol), Addresses.trades(symbol), Addresses.health(symbol))) {
        registrations.add(node.bus().on(address, watch == null ? onMarket : this::take));
      }
    }
    if (watch != null) {
      look();
    }
    return registrations;
  }

  private void take(MarketEvent event) {
    if (watch.takes(event, timeline.nowNanos())) {
      onMarket.accept(event);
    }
  }

  private void look() {
    watch.silent(timeline.nowNanos()).forEach(onMarket);
    looking = timeline.after(LOOK_NANOS, "market silence", this::look);
  }

  /** Idempotent; the registrations are the caller's. */
  void stop() {
    if (looking != null) {
      looking.cancel();
    }
  }
}
