package outcry.gateway.api;

import io.vertx.core.Future;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import outcry.gateway.api.BacktestDesk.Backtest;
import outcry.gateway.http.Problem;
import outcry.gateway.http.ProblemException;

/** The calls about backtests and searches. */
final class BacktestCalls {

  private static final Comparator<Backtest> BEST_FIRST =
      Comparator.<Backtest, BigDecimal>comparing(
              one -> BacktestJson.profit(one).orElse(BigDecimal.valueOf(Long.MIN_VALUE)))
          .reversed();

  private final Optional<BacktestDesk> desk;
  private final Questions questions;

  BacktestCalls(Optional<BacktestDesk> desk, Questions questions) {
    this.desk = desk;
    this.questions = questions;
  }

  void addTo(Operations operations) {
    operations
        .call("listRecordings", this::recordings)
        .call("startBacktest", this::start)
        .call("listBacktests", _ -> Future.succeededFuture(brief(desk().list())))
        .call("showBacktest", request -> Future.succeededFuture(show(request)))
        .call("cancelBacktest", this::cancel)
        .call("startSearch", this::search)
        .call("showSearch", request -> Future.succeededFuture(ranked(request)));
  }

  private Future<Answer> recordings(Request request) {
    return questions
        .lookUp("recordings", desk().recordings())
        .map(
            names -> {
              var array = ViewJson.array();
              names.forEach(array::add);
              return Answer.of(array);
            });
  }

  private Future<Answer> start(Request request) {
    var ask = BacktestJson.ask(request.body());
    return questions
        .lookUp("backtest", desk().start("", List.of(ask)))
        .map(started -> Answer.of(BacktestJson.brief(started.getFirst())));
  }

  private Future<Answer> search(Request request) {
    var asks = BacktestJson.search(request.body());
    var id = "s-" + UUID.randomUUID().toString().substring(0, 8);
    return questions
        .lookUp("search", desk().start(id, asks))
        .map(
            started -> Answer.of(ViewJson.object().put("id", id).put("backtests", started.size())));
  }

  /** The best first; those that are not done, last. */
  private Answer ranked(Request request) {
    var id = request.text("id");
    var parts = desk().list().stream().filter(one -> one.search().equals(id)).toList();
    if (parts.isEmpty()) {
      throw unknown(id);
    }
    return brief(parts.stream().sorted(BEST_FIRST).toList());
  }

  private Answer show(Request request) {
    return Answer.of(BacktestJson.whole(find(request)));
  }

  private Future<Answer> cancel(Request request) {
    desk().cancel(find(request).id());
    return Future.succeededFuture(Answer.of(BacktestJson.brief(find(request))));
  }

  private Backtest find(Request request) {
    var id = request.text("id");
    return desk().find(id).orElseThrow(() -> unknown(id));
  }

  private static Answer brief(List<Backtest> backtests) {
    var array = ViewJson.array();
    backtests.forEach(one -> array.add(BacktestJson.brief(one)));
    return Answer.of(array);
  }

  private static ProblemException unknown(String id) {
    return new ProblemException(
        new Problem(404, "UNKNOWN_BACKTEST", "none is called " + id + ", or it is too old", "id"));
  }

  private BacktestDesk desk() {
    return desk.orElseThrow(
        () ->
            new ProblemException(new Problem(404, "NO_BACKTESTS", "this node makes no backtests")));
  }
}
