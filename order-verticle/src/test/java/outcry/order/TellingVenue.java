package outcry.order;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import outcry.model.ExecutionReport;
import outcry.model.Money;
import outcry.model.VenueAccount;
import outcry.model.VenueAccount.Execution;
import outcry.model.VenueAccount.Holding;
import outcry.model.VenueAccount.OpenOrder;
import outcry.order.core.Samples;
import outcry.venue.Capabilities;

/** A scripted venue that also tells what it has of the account. One event loop. */
final class TellingVenue extends ScriptedVenue {

  final List<OpenOrder> orders = new ArrayList<>();
  final List<Execution> fills = new ArrayList<>();
  final List<Holding> holdings = new ArrayList<>();
  long cash;
  boolean tells = true;
  LongSupplier clock = () -> Samples.NOW;
  Runnable reconnected = () -> {};

  /** What a purchase leaves behind. */
  void bought(ExecutionReport.Filled fill) {
    long before = holdings.isEmpty() ? 0 : holdings.removeLast().quantity();
    holdings.add(new Holding(Samples.SYMBOL, before + fill.quantity(), fill.price()));
    cash -= Samples.INSTRUMENT.notional(fill.price(), fill.quantity()) + fill.fee();
  }

  @Override
  public Capabilities capabilities() {
    return super.capabilities().with(Capabilities.Snapshots.EXACT);
  }

  @Override
  public void onReconnect(Runnable listener) {
    reconnected = listener;
  }

  @Override
  public CompletionStage<VenueAccount> snapshot(String account, long fillsSinceNanos) {
    asked.add("snapshot " + account);
    if (!tells) {
      return CompletableFuture.failedStage(new NotConnectedException("down"));
    }
    return CompletableFuture.completedStage(
        new VenueAccount(
            account,
            clock.getAsLong(),
            orders,
            fills.stream().filter(one -> one.report().venueNanos() >= fillsSinceNanos).toList(),
            true,
            holdings,
            cash == 0 ? List.of() : List.of(new Money("USD", cash))));
  }
}
