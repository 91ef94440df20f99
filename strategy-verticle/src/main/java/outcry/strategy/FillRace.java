package outcry.strategy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import outcry.bus.Defects;
import outcry.bus.async.Race;

/** Several orders, the first fill wins; the waits for the others are canceled, not the orders. */
final class FillRace {

  private FillRace() {}

  /**
   * @param then gets the order that filled first, once; empty if all ended without a fill
   */
  static void run(
      Collection<OrderTicket> tickets, Defects defects, Consumer<Optional<OrderTicket>> then) {
    var contenders = new ArrayList<Race.Contender<OrderTicket>>(tickets.size());
    for (var ticket : tickets) {
      var wait = ticket.awaitFill();
      contenders.add(
          new Race.Contender<>(
              ticket.clientOrderId(), wait.future(), () -> ticket.forgetWait(wait)));
    }
    Race.first(contenders, defects)
        .onSuccess(winner -> then.accept(Optional.of(winner.value())))
        .onFailure(_ -> then.accept(Optional.empty()));
  }
}
