package outcry.venue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import outcry.model.ExecutionReport;
import outcry.model.VenueAccount;

/**
 * The order-entry port of a venue: one session. Called on its owner's context only; listeners and
 * stages are completed on that context too. A stage that fails means "outcome unknown" unless it
 * fails with {@link NotConnectedException}, which promises that nothing was sent. One call is one
 * attempt: an adapter never repeats a request by itself.
 */
public interface OrderEntry {

  Capabilities capabilities();

  /** Where every later report goes. Set once, before anything is sent. */
  void onReport(Consumer<ExecutionReport> listener);

  /**
   * Told each time the session was away and is back, when anything may have happened meanwhile. Set
   * at most once, before anything is sent. An adapter that cannot lose its venue never calls it.
   */
  default void onReconnect(Runnable listener) {}

  /** Completes when the request has been handed over; the venue's answer is a report. */
  CompletionStage<Void> submit(VenueOrder order);

  CompletionStage<Void> cancel(String account, String clientOrderId);

  /**
   * @param quantity new total, quantity units
   * @param price new limit, price units
   */
  CompletionStage<Void> amend(String account, String clientOrderId, long quantity, long price);

  /**
   * What the venue knows of an order, as the reports that lead there: Accepted, every Filled, and
   * how it ended if it did; or a single NotFound. They are not sent to the listener.
   */
  CompletionStage<List<ExecutionReport>> query(String account, String clientOrderId);

  /**
   * All that the venue knows of an account, as {@link Capabilities#snapshots} promises. The
   * executions in it are not sent to the listener.
   *
   * @param fillsSinceNanos executions before this, by the venue's clock, are left out
   */
  default CompletionStage<VenueAccount> snapshot(String account, long fillsSinceNanos) {
    return CompletableFuture.failedStage(
        new UnsupportedOperationException(capabilities().venue() + " tells no account's state"));
  }

  /** Ends the session; nothing is sent or reported afterwards. Idempotent. */
  CompletionStage<Void> close();

  /** Nothing was sent: the session is down. */
  final class NotConnectedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotConnectedException(String message) {
      super(message);
    }
  }
}
