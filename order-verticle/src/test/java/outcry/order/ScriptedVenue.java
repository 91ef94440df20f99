package outcry.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import outcry.model.ExecutionReport;
import outcry.order.core.Samples;
import outcry.venue.Capabilities;
import outcry.venue.OrderEntry;
import outcry.venue.VenueOrder;

/** A venue that does what the test says, and remembers what it was asked. One event loop. */
class ScriptedVenue implements OrderEntry {

  enum OnSubmit {
    ACCEPT,
    SAY_NOTHING,
    LOSE_CONNECTION,
    NOT_CONNECTED
  }

  final List<String> asked = new ArrayList<>();
  final Map<String, List<ExecutionReport>> known = new HashMap<>();

  /** Reported as soon as there is a session. */
  final List<ExecutionReport> waiting = new ArrayList<>();

  OnSubmit onSubmit = OnSubmit.ACCEPT;
  boolean answersQueries = true;
  Capabilities capabilities = Samples.CAPABILITIES;
  private Consumer<ExecutionReport> listener;

  void report(ExecutionReport report) {
    listener.accept(report);
  }

  long count(String prefix) {
    return asked.stream().filter(text -> text.startsWith(prefix)).count();
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public void onReport(Consumer<ExecutionReport> reports) {
    listener = reports;
    waiting.forEach(listener);
    waiting.clear();
  }

  @Override
  public CompletionStage<Void> submit(VenueOrder order) {
    asked.add("submit " + order.clientOrderId());
    return switch (onSubmit) {
      case ACCEPT -> {
        listener.accept(Samples.accepted(order.clientOrderId()));
        yield CompletableFuture.completedStage(null);
      }
      case SAY_NOTHING -> CompletableFuture.completedStage(null);
      case LOSE_CONNECTION -> CompletableFuture.failedStage(new IllegalStateException("reset"));
      case NOT_CONNECTED -> CompletableFuture.failedStage(new NotConnectedException("down"));
    };
  }

  @Override
  public CompletionStage<Void> cancel(String account, String clientOrderId) {
    asked.add("cancel " + clientOrderId);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Void> amend(
      String account, String clientOrderId, long quantity, long price) {
    asked.add("amend " + clientOrderId);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<List<ExecutionReport>> query(String account, String clientOrderId) {
    asked.add("query " + clientOrderId);
    if (!answersQueries) {
      return CompletableFuture.failedStage(new NotConnectedException("down"));
    }
    return CompletableFuture.completedStage(
        known.getOrDefault(clientOrderId, List.of(Samples.notFound(clientOrderId))));
  }

  @Override
  public CompletionStage<Void> close() {
    asked.add("close");
    return CompletableFuture.completedStage(null);
  }
}
