package outcry.order.core.owner;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import outcry.model.ExecutionReport;
import outcry.model.VenueAccount;
import outcry.venue.Capabilities;
import outcry.venue.VenueOrder;

/**
 * What an owner needs of one order-entry session; see {@link outcry.venue.OrderEntry}. Called on
 * the owner's thread. Every call has exactly one outcome, which arrives on that thread too and
 * never from inside the call itself; neither do the reports that the session sends unasked, which
 * go to {@code Owner.onReport}.
 *
 * <p>An outcome of null means "handed over": the venue's answer is a report. Anything else means
 * "outcome unknown", unless it is {@link outcry.venue.OrderEntry.NotConnectedException}, which
 * promises that nothing was sent. One call is one attempt.
 */
public interface OwnerVenue {

  Capabilities capabilities();

  void submit(VenueOrder order, Consumer<Throwable> outcome);

  void cancel(String account, String clientOrderId, Consumer<Throwable> outcome);

  /**
   * @param quantity new total, quantity units
   * @param price new limit, price units
   */
  void amend(
      String account, String clientOrderId, long quantity, long price, Consumer<Throwable> outcome);

  /**
   * What the venue knows of an order, as the reports that lead there: Accepted, every Filled, and
   * how it ended if it did; or a single NotFound.
   *
   * @param outcome the reports and null, or null and the failure
   */
  void query(
      String account, String clientOrderId, BiConsumer<List<ExecutionReport>, Throwable> outcome);

  /**
   * All that the venue knows of an account. Never called unless {@link Capabilities#snapshots} says
   * that there are any.
   *
   * @param fillsSinceNanos executions before this, by the venue's clock, are left out
   * @param outcome the account and null, or null and the failure
   */
  default void snapshot(
      String account, long fillsSinceNanos, BiConsumer<VenueAccount, Throwable> outcome) {
    throw new UnsupportedOperationException(capabilities().venue() + " tells no account's state");
  }
}
