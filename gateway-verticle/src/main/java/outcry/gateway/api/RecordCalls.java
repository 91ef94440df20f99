package outcry.gateway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import outcry.gateway.http.Problem;
import outcry.gateway.http.ProblemException;
import outcry.journal.Records;
import outcry.journal.Records.Before;
import outcry.journal.Records.FillRow;
import outcry.journal.Records.Note;
import outcry.model.Instruments;
import outcry.model.OrderEvent.PositionEvent;

/** The calls that look things up in the journal: fills, statements and the audit. */
final class RecordCalls {

  private static final long STATEMENT_MAX = Duration.ofDays(31).toNanos();

  /** In one statement. */
  private static final int FILLS_MAX = 10_000;

  private static final Before NEWEST = new Before(Long.MAX_VALUE, Long.MAX_VALUE);

  private static final Comparator<FillRow> NEWEST_FIRST =
      Comparator.<FillRow>comparingLong(one -> one.journaled().event().atNanos())
          .thenComparingLong(one -> Records.position(one.journaled()))
          .reversed();

  private final Catalogue catalogue;
  private final Instruments instruments;
  private final Questions questions;
  private final ViewJson json;
  private final Records records;

  RecordCalls(Desk desk) {
    this.catalogue = desk.catalogue();
    this.instruments = catalogue.instruments();
    this.questions = desk.questions();
    this.json = desk.json();
    this.records = new Records(desk.journal());
  }

  void addTo(Operations operations) {
    operations
        .call("listFills", this::fills)
        .call("showStatement", this::statement)
        .call("listAudit", this::audit);
  }

  /** Of one account or of all, the newest first. */
  private Future<Answer> fills(Request request) {
    var accounts =
        request.has("account")
            ? List.of(catalogue.requireAccount(request.text("account")))
            : catalogue.accounts();
    var symbol = request.text("symbol");
    int limit = request.number("limit");
    var before = NEWEST;
    if (request.has("cursor")) {
      var keys = Cursor.read("fills", request.text("cursor"), 2);
      before = new Before(keys[0], keys[1]);
    }
    return fills(accounts, before, limit + 1).map(found -> page(found, symbol, limit));
  }

  /** Of all these accounts, the newest first. */
  private Future<List<FillRow>> fills(List<String> accounts, Before before, int limit) {
    var asked = new ArrayList<Future<List<FillRow>>>();
    for (var account : accounts) {
      asked.add(questions.lookUp("fills", records.fills(account, before, limit)));
    }
    return Future.all(asked)
        .map(
            all ->
                all.<List<FillRow>>list().stream()
                    .flatMap(List::stream)
                    .sorted(NEWEST_FIRST)
                    .limit(limit)
                    .toList());
  }

  /** Those of another symbol are looked at and left out: such a page may have few. */
  private Answer page(List<FillRow> found, String symbol, int limit) {
    var page = ViewJson.array();
    var looked = found.subList(0, Math.min(limit, found.size()));
    for (var one : looked) {
      if (one.journaled().event() instanceof PositionEvent event
          && (symbol.isEmpty() || symbol.equals(event.symbol()))) {
        page.add(json.fill(event, one.clientOrderId()));
      }
    }
    if (looked.size() == found.size()) {
      return Answer.of(page);
    }
    var last = looked.getLast().journaled();
    return Answer.page(page, Cursor.write("fills", last.event().atNanos(), Records.position(last)));
  }

  /** What an account traded in some days, and what it holds now. */
  private Future<Answer> statement(Request request) {
    var account = catalogue.requireAccount(request.text("account"));
    long from = request.time("from", 0);
    long to = request.time("to", 0);
    if (from >= to || to - from > STATEMENT_MAX) {
      throw new ProblemException(
          new Problem(400, "RANGE", "from must be before to, by at most 31 days", "from"));
    }
    return fills(List.of(account), new Before(to - 1, Long.MAX_VALUE), FILLS_MAX)
        .compose(
            found ->
                questions
                    .positions(List.of(account))
                    .map(
                        held -> {
                          var statement = new Statement(instruments, account, from, to);
                          found.forEach(one -> statement.add(one.journaled().event()));
                          return Answer.of(
                              statement.json(
                                  json.accounts(held.accounts()), found.size() == FILLS_MAX));
                        }));
  }

  private Future<Answer> audit(Request request) {
    int limit = request.number("limit");
    long before =
        request.has("cursor") ? Cursor.read("audit", request.text("cursor"), 1)[0] : Long.MAX_VALUE;
    var kind = request.text("kind");
    return questions
        .lookUp("audit", records.notes(kind, request.text("account"), before, limit + 1))
        .map(
            found -> {
              var page = ViewJson.array();
              var shown = found.subList(0, Math.min(limit, found.size()));
              shown.forEach(one -> page.add(note(one)));
              return Answer.page(
                  page,
                  shown.size() < found.size()
                      ? Cursor.write("audit", shown.getLast().number())
                      : "");
            });
  }

  private static ObjectNode note(Note one) {
    return ViewJson.object()
        .put("number", one.number())
        .put("time", ViewJson.time(one.note().atNanos()))
        .put("kind", one.note().kind().name())
        .put("account", one.note().account())
        .put("actor", one.note().actor())
        .put("detail", one.note().detail());
  }
}
