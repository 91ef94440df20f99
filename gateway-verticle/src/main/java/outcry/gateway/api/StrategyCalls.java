package outcry.gateway.api;

import io.vertx.core.Future;
import java.util.Locale;
import outcry.bus.Bus;
import outcry.bus.RefusedException;
import outcry.model.RefusalCode;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyView;

/** The calls about strategies. */
final class StrategyCalls {

  private final Questions questions;
  private final LatestStates latest;

  StrategyCalls(Desk desk) {
    this.questions = desk.questions();
    this.latest = desk.latest();
  }

  void addTo(Operations operations) {
    operations.call("listStrategies", this::list).call("controlStrategy", this::control);
  }

  private Future<Answer> list(Request request) {
    return Future.succeededFuture(states());
  }

  private Answer states() {
    return Answer.of(ViewJson.strategies(latest.strategies().strategies()));
  }

  private Future<Answer> control(Request request) {
    var kind = StrategyAction.Kind.valueOf(request.text("action").toUpperCase(Locale.ROOT));
    var name = request.text("name");
    return questions
        .strategy(new StrategyAction(name, kind))
        .map(
            told -> {
              latest.onStates(told);
              return states();
            })
        .recover(failure -> Future.failedFuture(unknown(name, failure)));
  }

  /** Nobody runs it: a name that nobody has ever told of is a mistake, not an outage. */
  private Throwable unknown(String name, Throwable failure) {
    var known = latest.strategies().strategies().stream().map(StrategyView::name).toList();
    return Bus.isNoHandlers(failure) && !known.contains(name)
        ? new RefusedException(
            RefusalCode.ENUM, "unknown strategy " + name + "; known: " + String.join(", ", known))
        : failure;
  }
}
