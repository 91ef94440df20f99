package outcry.order;

import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.Hop;
import outcry.bus.Metrics;
import outcry.bus.Timeline;
import outcry.model.FindingAction;
import outcry.model.FindingKind;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.OrderAccepted;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.OrderRejected;
import outcry.model.OrderReply;
import outcry.model.OrderStatus;
import outcry.model.RefusalCode;
import outcry.order.core.Incident;
import outcry.order.core.Orders;

/** What is counted of one partition. */
final class OrderMeters {

  private static final Logger LOG = LoggerFactory.getLogger(OrderMeters.class);

  private final Metrics metrics;
  private final Timeline timeline;
  private final String partition;
  private final Map<RefusalCode, Counter> refusals = new EnumMap<>(RefusalCode.class);

  /** When the intents without an answer were committed; bounded by the open orders. */
  private final Map<Long, Long> committedNanos = new HashMap<>();

  OrderMeters(
      Metrics metrics, Timeline timeline, int partition, ToLongFunction<OrderStatus> count) {
    this.metrics = metrics;
    this.timeline = timeline;
    this.partition = Integer.toString(partition);
    for (var status : OrderStatus.values()) {
      metrics.gauge("orders", () -> count.applyAsLong(status), labels(status));
    }
    metrics.announce("order_incidents_total", "kind");
    metrics.announce("order_refusals_total", "code");
    metrics.announce("reconcile_findings_total", "kind", "action");
    for (var id : new String[] {"I1", "I2", "I3", "I6", "I7", "I8"}) {
      metrics.counter("invariant_violations_total", "id", id); // 0 is an answer too
    }
  }

  private String[] labels(OrderStatus status) {
    return new String[] {"partition", partition, "status", status.name().toLowerCase(Locale.ROOT)};
  }

  void close() {
    for (var status : OrderStatus.values()) {
      metrics.removeGauge("orders", labels(status));
    }
  }

  void incident(Incident incident) {
    metrics.counter("order_incidents_total", "kind", incident.kind().name()).increment();
    LOG.warn("{}: {}", incident.kind(), incident.detail());
  }

  void finding(FindingKind kind, FindingAction action) {
    metrics
        .counter("reconcile_findings_total", "kind", kind.name(), "action", action.name())
        .increment();
  }

  void violation(String id) {
    metrics.counter("invariant_violations_total", "id", id).increment();
  }

  void replied(OrderReply reply) {
    if (reply instanceof OrderReply.Refused refused) {
      refusals
          .computeIfAbsent(
              refused.code(), code -> metrics.counter("order_refusals_total", "code", code.name()))
          .increment();
    }
  }

  /** An event is durable. */
  void committed(OrderEvent event) {
    if (event instanceof OrderIntended intent) {
      committedNanos.put(intent.orderId(), timeline.nowNanos());
    }
  }

  /** An event is decided: perhaps the venue's first word about an order. */
  void decided(OrderEvent event, Orders orders) {
    switch (event) {
      case OrderAccepted _, OrderFilled _, OrderRejected _ -> {
        var since = committedNanos.remove(event.orderId());
        if (since != null) {
          metrics.latency(Hop.JOURNALED_TO_ACKNOWLEDGED).record(timeline.nowNanos() - since);
        }
      }
      case OrderEvent other -> {
        if (other.orderId() != 0 && orders.isOver(other.orderId())) {
          committedNanos.remove(other.orderId());
        }
      }
    }
  }
}
