package outcry.order;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import outcry.bus.Bus;
import outcry.bus.Crash;
import outcry.bus.InFlight;
import outcry.bus.LeaseGuard;
import outcry.model.ExecutionReport;
import outcry.model.VenueAccount;
import outcry.order.core.owner.OwnerVenue;
import outcry.venue.Capabilities;
import outcry.venue.OrderEntry;
import outcry.venue.VenueOrder;

/**
 * A venue session as owners see it. What changes anything at the venue leaves only while the lease
 * certainly lasts: who stood still meanwhile is told that nothing was sent. One event loop.
 */
final class VenuePort implements OwnerVenue {

  private final OrderEntry entry;
  private final Bus bus;
  private final LeaseGuard guard;
  private boolean calling;
  private int reportsLater;

  VenuePort(OrderEntry entry, Bus bus, LeaseGuard guard) {
    this.entry = entry;
    this.bus = bus;
    this.guard = guard;
  }

  /**
   * Where every later report goes. One that comes from inside a request comes once that is over,
   * and so do those behind it.
   */
  void onReport(Consumer<ExecutionReport> listener) {
    entry.onReport(
        report -> {
          LifeSteps.reported(report);
          if (!calling && reportsLater == 0) {
            listener.accept(report);
            return;
          }
          reportsLater++;
          bus.await(
              InFlight.Kind.VENUE,
              "venue reports",
              CompletableFuture.completedStage(report),
              (later, _) -> {
                reportsLater--;
                listener.accept(later);
              });
        });
  }

  /** Told when the session was away and is back. */
  void onReconnect(Runnable listener) {
    entry.onReconnect(
        () ->
            bus.await(
                InFlight.Kind.VENUE,
                "venue reconnect",
                CompletableFuture.completedStage(null),
                (_, _) -> listener.run()));
  }

  @Override
  public Capabilities capabilities() {
    return entry.capabilities();
  }

  @Override
  public void submit(VenueOrder order, Consumer<Throwable> outcome) {
    Crash.point("S4");
    request(
        "venue submit",
        () -> entry.submit(order),
        failure -> {
          Crash.point("S6");
          outcome.accept(failure);
        });
    Crash.point("S5");
  }

  @Override
  public void cancel(String account, String clientOrderId, Consumer<Throwable> outcome) {
    request("venue cancel", () -> entry.cancel(account, clientOrderId), outcome);
    Crash.point("S11");
  }

  @Override
  public void amend(
      String account,
      String clientOrderId,
      long quantity,
      long price,
      Consumer<Throwable> outcome) {
    request("venue amend", () -> entry.amend(account, clientOrderId, quantity, price), outcome);
  }

  @Override
  public void query(
      String account, String clientOrderId, BiConsumer<List<ExecutionReport>, Throwable> outcome) {
    answer("venue query", () -> entry.query(account, clientOrderId), outcome);
  }

  @Override
  public void snapshot(
      String account, long fillsSinceNanos, BiConsumer<VenueAccount, Throwable> outcome) {
    answer("venue snapshot", () -> entry.snapshot(account, fillsSinceNanos), outcome);
  }

  CompletionStage<Void> close() {
    return entry.close();
  }

  private void request(
      String place, Supplier<CompletionStage<Void>> request, Consumer<Throwable> outcome) {
    var sent =
        guard.mayAct()
            ? attempt(request)
            : CompletableFuture.<Void>failedStage(
                new OrderEntry.NotConnectedException("the lease may be over"));
    bus.await(InFlight.Kind.VENUE, place, sent, (_, failure) -> outcome.accept(failure));
  }

  /**
   * An answer travels on the venue's clock, and a replay's stands still while anything is in
   * flight: so only the last step counts as that.
   */
  private <T> void answer(
      String place, Supplier<CompletionStage<T>> question, BiConsumer<T, Throwable> outcome) {
    attempt(question)
        .whenComplete(
            (value, failure) ->
                bus.await(
                    InFlight.Kind.VENUE,
                    place,
                    failure == null
                        ? CompletableFuture.completedStage(value)
                        : CompletableFuture.<T>failedStage(failure),
                    outcome));
  }

  private <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> request) {
    calling = true;
    try {
      return request.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    } finally {
      calling = false;
    }
  }
}
