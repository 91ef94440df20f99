package outcry.gateway.stream;

import java.util.Set;
import outcry.bus.Metrics;
import outcry.gateway.stream.core.Closing;

/** What is counted of the stream. Event loop only, except that gauges are read from anywhere. */
final class StreamMeters {

  private final Metrics metrics;
  private final Set<Client> clients;
  private volatile int sockets;
  private volatile long subscriptions;
  private volatile long bytesWaiting;

  StreamMeters(Metrics metrics, Set<Client> clients) {
    this.metrics = metrics;
    this.clients = clients;
    metrics.gauge("websocket_clients", () -> sockets);
    metrics.gauge("websocket_subscriptions", () -> subscriptions);
    metrics.gauge("websocket_waiting_bytes", () -> bytesWaiting);
    metrics.announce("websocket_conflated_total");
    metrics.announce("websocket_closed_total", "reason");
    metrics.announce("websocket_refused_total", "code");
    metrics.announce("stream_questions_failed_total");
  }

  /** An upgrade that was not to be. */
  void refused(String code) {
    metrics.counter("websocket_refused_total", "code", code).increment();
  }

  void ended(Client client, Closing why) {
    metrics.counter("websocket_closed_total", "reason", why.reason()).increment();
    conflated(client);
    sockets = clients.size();
  }

  void second() {
    sockets = clients.size();
    subscriptions =
        clients.stream().mapToLong(client -> client.session().subscriptions().size()).sum();
    bytesWaiting = clients.stream().mapToLong(Client::bytesWaiting).sum();
    clients.forEach(this::conflated);
  }

  private void conflated(Client client) {
    long conflated = client.takeConflated();
    if (conflated > 0) {
      metrics.counter("websocket_conflated_total").increment(conflated);
    }
  }
}
