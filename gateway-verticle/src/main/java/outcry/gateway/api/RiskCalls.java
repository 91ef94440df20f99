package outcry.gateway.api;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import outcry.bus.Addresses;
import outcry.bus.RefusedException;
import outcry.gateway.http.Problem;
import outcry.gateway.http.ProblemException;
import outcry.gateway.security.Security;
import outcry.journal.Journal;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Refused;
import outcry.model.RefusalCode;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.model.access.Approval;
import outcry.model.access.Scope;
import outcry.model.query.AccountRisk;
import outcry.model.query.OrderQuery;

/** The calls about risk. */
final class RiskCalls {

  private static final String KIND = "TRADING_STATE";

  private final Catalogue catalogue;
  private final Questions questions;
  private final LatestStates latest;
  private final Journal journal;
  private final RiskJson json;
  private final OrderJson orderJson;
  private final Security security;

  RiskCalls(Desk desk, Security security) {
    this.security = security;
    this.catalogue = desk.catalogue();
    this.questions = desk.questions();
    this.latest = desk.latest();
    this.journal = desk.journal();
    this.json = new RiskJson(catalogue.instruments());
    this.orderJson = new OrderJson(catalogue.instruments());
  }

  void addTo(Operations operations) {
    operations
        .call("setTradingState", this::tradingState)
        .call("listLimits", request -> ask(request).map(risks -> Answer.of(json.limits(risks))))
        .call("showHeadroom", request -> ask(request).map(risks -> Answer.of(json.headroom(risks))))
        .call("listTradingStates", this::states);
    security.fourEyes().kind(KIND, this::approved);
  }

  /** Every scope that was ever changed. */
  private Future<Answer> states(Request request) {
    return questions
        .lookUp("trading states", journal.tradingLatches())
        .map(latches -> Answer.of(RiskJson.states(latches)));
  }

  private Future<List<AccountRisk>> ask(Request request) {
    var accounts =
        request.has("account")
            ? List.of(catalogue.requireAccount(request.text("account")))
            : catalogue.accounts();
    return Future.all(accounts.stream().map(questions::risk).toList())
        .map(all -> all.<AccountRisk>list());
  }

  /**
   * The kill switch. Whoever may stop trading may do that at once; letting it go on takes another
   * scope, and a second person where the gateway was told so.
   */
  private Future<Answer> tradingState(Request request) {
    var wanted = orderJson.tradingState(request.body(), Desk.now());
    var by = request.principal();
    spokesmen(wanted); // a misspelt key is told at once, not by the second person
    return isLoosening(wanted)
        .compose(
            loosening -> {
              if (!loosening) {
                return tell(by.name(), wanted);
              }
              if (!by.may(Scope.ADMIN)) {
                throw new ProblemException(
                    new Problem(403, "SCOPE", "letting trading go on takes the scope ADMIN"));
              }
              return security.fourEyes().areNeeded()
                  ? security
                      .fourEyes()
                      .request(KIND, request.body().toString(), by)
                      .map(waits -> Answer.of(AccessJson.approval(waits)).withStatus(202))
                  : tell(by.name(), wanted);
            });
  }

  private Future<?> approved(Approval approval) {
    var wanted = orderJson.tradingState(Buffer.buffer(approval.request()), Desk.now());
    return tell(approval.decidedBy(), wanted);
  }

  /** Whether more may be traded then than now. */
  private Future<Boolean> isLoosening(SetTradingState wanted) {
    return switch (wanted.state()) {
      case ACTIVE -> Future.succeededFuture(true);
      case HALTED -> Future.succeededFuture(false);
      case REDUCING -> {
        var scope =
            wanted.scope() == TradingScope.GLOBAL ? "GLOBAL" : wanted.scope() + " " + wanted.key();
        yield questions
            .orders(new OrderQuery("", "", 1))
            .map(all -> all.restrictions().contains(scope + " " + TradingState.HALTED));
      }
    };
  }

  /**
   * Every partition that has accounts is told, an account's own alone if it is about one; the
   * answer is good only if all of them took it.
   */
  private Future<Answer> tell(String by, SetTradingState wanted) {
    var told = new ArrayList<Future<OrderReply>>();
    for (var account : spokesmen(wanted)) {
      told.add(questions.command(by, account, wanted.through(account)));
    }
    return Future.all(told)
        .map(
            all -> {
              var replies = all.<OrderReply>list();
              return Replies.answer(
                  replies.stream()
                      .filter(Refused.class::isInstance)
                      .findFirst()
                      .orElse(replies.getFirst()));
            });
  }

  /** One account of each partition that must know. */
  private Collection<String> spokesmen(SetTradingState wanted) {
    if (wanted.scope() == TradingScope.ACCOUNT) {
      return List.of(catalogue.requireAccount(wanted.key()));
    }
    requireKnown(wanted);
    var byPartition = new TreeMap<Integer, String>();
    for (var account : catalogue.accounts()) {
      byPartition.putIfAbsent(Addresses.partitionOf(account, catalogue.partitions()), account);
    }
    return byPartition.values();
  }

  /** A misspelt key would halt nothing and look like a halt. */
  private void requireKnown(SetTradingState wanted) {
    var key = wanted.key();
    boolean known =
        switch (wanted.scope()) {
          case GLOBAL -> true;
          case ACCOUNT -> catalogue.accounts().contains(key);
          case INSTRUMENT -> catalogue.instruments().find(key).isPresent();
          case STRATEGY ->
              key.equals("manual")
                  || latest.strategies().strategies().stream()
                      .anyMatch(one -> one.name().equals(key));
        };
    if (!known) {
      throw new RefusedException(
          wanted.scope() == TradingScope.INSTRUMENT ? RefusalCode.UNKNOWN_SYMBOL : RefusalCode.ENUM,
          "unknown " + wanted.scope() + ": " + key);
    }
  }
}
