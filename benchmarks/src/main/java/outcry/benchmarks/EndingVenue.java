package outcry.benchmarks;

import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.Accepted;
import outcry.model.ExecutionReport.Canceled;
import outcry.model.OrderType;
import outcry.model.TimeInForce;
import outcry.venue.Capabilities;
import outcry.venue.OrderEntry;
import outcry.venue.VenueOrder;

/** Accepts every order and ends it at once; whoever asks about one later is told the same. */
final class EndingVenue implements OrderEntry {

  private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);
  private Consumer<ExecutionReport> listener;

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        "SIM",
        EnumSet.of(OrderType.MARKET, OrderType.LIMIT),
        EnumSet.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK),
        true,
        true,
        Capabilities.Deduplication.FOR_EVER,
        true,
        0,
        0);
  }

  private static List<ExecutionReport> life(String account, String id) {
    return List.of(new Accepted(account, id, id, 0), new Canceled(account, id, "ended", 0, 0));
  }

  @Override
  public void onReport(Consumer<ExecutionReport> reports) {
    listener = reports;
  }

  @Override
  public CompletionStage<Void> submit(VenueOrder order) {
    life(order.account(), order.clientOrderId()).forEach(listener);
    return DONE;
  }

  @Override
  public CompletionStage<Void> cancel(String account, String clientOrderId) {
    return DONE;
  }

  @Override
  public CompletionStage<Void> amend(
      String account, String clientOrderId, long quantity, long price) {
    return DONE;
  }

  @Override
  public CompletionStage<List<ExecutionReport>> query(String account, String clientOrderId) {
    return CompletableFuture.completedStage(life(account, clientOrderId));
  }

  @Override
  public CompletionStage<Void> close() {
    return DONE;
  }
}
