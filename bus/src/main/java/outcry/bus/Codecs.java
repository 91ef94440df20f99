package outcry.bus;

import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import outcry.model.wire.WireCodec;

/** The codecs of an event bus: each is registered when it is first used. Thread-safe. */
final class Codecs {

  private final EventBus eventBus;
  private final Metrics metrics;
  private final Defects defects;
  private final Map<String, DeliveryOptions> optionsByCodec = new ConcurrentHashMap<>();

  Codecs(EventBus eventBus, Metrics metrics, Defects defects) {
    this.eventBus = eventBus;
    this.metrics = metrics;
    this.defects = defects;
  }

  /** To send with that codec; shared, so not to be changed. */
  DeliveryOptions options(WireCodec<?> codec) {
    var options = optionsByCodec.get(codec.name());
    return options != null
        ? options
        : optionsByCodec.computeIfAbsent(codec.name(), _ -> register(codec));
  }

  /** What other nodes send with that codec can be read from now on. */
  String name(WireCodec<?> codec) {
    return options(codec).getCodecName();
  }

  private DeliveryOptions register(WireCodec<?> codec) {
    var busCodec = new BusCodec<>(codec, metrics, defects);
    eventBus.registerCodec(busCodec);
    return new DeliveryOptions().setCodecName(busCodec.name());
  }
}
