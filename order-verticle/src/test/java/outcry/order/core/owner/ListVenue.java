package outcry.order.core.owner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import outcry.model.ExecutionReport;
import outcry.order.core.Samples;
import outcry.venue.Capabilities;
import outcry.venue.OrderEntry.NotConnectedException;
import outcry.venue.VenueOrder;

/** A venue that takes everything, reports nothing by itself and answers what the test says. */
final class ListVenue implements OwnerVenue {

  final List<String> asked = new ArrayList<>();
  final Map<String, List<ExecutionReport>> known = new HashMap<>();
  boolean answersQueries = true;
  private final Turns turns;
  private List<Runnable> held;

  ListVenue(Turns turns) {
    this.turns = turns;
  }

  long count(String prefix) {
    return asked.stream().filter(text -> text.startsWith(prefix)).count();
  }

  @Override
  public Capabilities capabilities() {
    return Samples.CAPABILITIES;
  }

  @Override
  public void submit(VenueOrder order, Consumer<Throwable> outcome) {
    ask("submit " + order.clientOrderId(), outcome);
  }

  @Override
  public void cancel(String account, String clientOrderId, Consumer<Throwable> outcome) {
    if (held == null) {
      ask("cancel " + clientOrderId, outcome);
      return;
    }
    asked.add("cancel " + clientOrderId);
    held.add(() -> outcome.accept(null));
  }

  @Override
  public void amend(
      String account,
      String clientOrderId,
      long quantity,
      long price,
      Consumer<Throwable> outcome) {
    ask("amend " + clientOrderId, outcome);
  }

  /** Nothing is known of what becomes of cancels until they are released. */
  void holdCancels() {
    held = new ArrayList<>();
  }

  void releaseCancels() {
    var release = held;
    held = null;
    release.forEach(turns::later);
  }

  private void ask(String what, Consumer<Throwable> outcome) {
    asked.add(what);
    turns.later(() -> outcome.accept(null));
  }

  @Override
  public void query(
      String account, String clientOrderId, BiConsumer<List<ExecutionReport>, Throwable> outcome) {
    asked.add("query " + clientOrderId);
    turns.later(
        () -> {
          if (answersQueries) {
            var none = List.<ExecutionReport>of(Samples.notFound(clientOrderId));
            outcome.accept(known.getOrDefault(clientOrderId, none), null);
          } else {
            outcome.accept(null, new NotConnectedException("down"));
          }
        });
  }
}
