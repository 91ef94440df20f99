package outcry.gateway.api;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import outcry.gateway.http.Problem;
import outcry.gateway.http.ProblemException;
import outcry.model.BarSpec;
import outcry.model.Instrument;
import outcry.model.MarketEvent.Bar;
import outcry.model.MarketEvent.BookSnapshot;
import outcry.model.RefusalCode;

/** The calls about markets. */
final class MarketCalls {

  /** As many as market data keeps of each specification. */
  private static final int BARS_KEPT = 1_000;

  private final Catalogue catalogue;
  private final Questions questions;
  private final LatestStates latest;
  private final ViewJson json;

  MarketCalls(Desk desk) {
    this.catalogue = desk.catalogue();
    this.questions = desk.questions();
    this.latest = desk.latest();
    this.json = desk.json();
  }

  void addTo(Operations operations) {
    operations
        .call("listInstruments", this::instruments)
        .call("listQuotes", this::quotes)
        .call("showBook", this::book)
        .call("listBars", this::bars);
  }

  /** By symbol; the cursor counts. */
  private Future<Answer> instruments(Request request) {
    var all =
        catalogue.instruments().all().stream()
            .sorted(Comparator.comparing(Instrument::symbol))
            .toList();
    int from =
        request.has("cursor") ? (int) Cursor.read("instruments", request.text("cursor"), 1)[0] : 0;
    int to = Math.min(all.size(), from + request.number("limit"));
    var page = ViewJson.array();
    all.subList(Math.min(from, to), to).forEach(one -> page.add(MarketJson.instrument(one)));
    return Future.succeededFuture(
        Answer.page(page, to < all.size() ? Cursor.write("instruments", to) : ""));
  }

  private Future<Answer> quotes(Request request) {
    var top = latest.market();
    if (request.has("symbol")) {
      var symbol = instrument(request.text("symbol")).symbol();
      top = top.only(symbol::equals);
    }
    return Future.succeededFuture(Answer.of(json.market(top)));
  }

  private Future<Answer> book(Request request) {
    var instrument = instrument(request.text("symbol"));
    return questions
        .book(instrument.symbol(), request.number("levels"))
        .map(book -> Answer.of(MarketJson.book((BookSnapshot) book, instrument)));
  }

  /** Oldest first; the page before is the next one. Who asks first has them built from then on. */
  private Future<Answer> bars(Request request) {
    var instrument = instrument(request.text("symbol"));
    long from = request.time("from", 0);
    long to = request.time("to", Long.MAX_VALUE);
    if (from > to) {
      throw new ProblemException(new Problem(400, "RANGE", "from must not be after to", "from"));
    }
    long before =
        request.has("cursor") ? Cursor.read("bars", request.text("cursor"), 1)[0] : Long.MAX_VALUE;
    int limit = request.number("limit");
    return questions
        .bars(instrument.symbol(), BarSpec.parse(request.text("spec")), BARS_KEPT)
        .map(
            opened -> {
              var fitting = new ArrayList<Bar>();
              for (var bar : opened.history()) {
                if (bar.openNanos() >= from && bar.openNanos() < Math.min(to, before)) {
                  fitting.add(bar);
                }
              }
              return page(fitting, limit, instrument);
            });
  }

  private static Answer page(List<Bar> bars, int limit, Instrument instrument) {
    var last = bars.subList(Math.max(0, bars.size() - limit), bars.size());
    var page = ViewJson.array();
    last.forEach(bar -> page.add(ViewJson.bar(bar, instrument)));
    return Answer.page(
        page, last.size() < bars.size() ? Cursor.write("bars", last.getFirst().openNanos()) : "");
  }

  private Instrument instrument(String symbol) {
    return catalogue
        .instruments()
        .find(symbol)
        .orElseThrow(
            () ->
                new ProblemException(
                    new Problem(404, RefusalCode.UNKNOWN_SYMBOL.name(), "no " + symbol, "symbol")));
  }
}
