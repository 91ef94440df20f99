package outcry.gateway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import outcry.bus.RefusedException;
import outcry.gateway.security.Principal;
import outcry.model.Instructions;
import outcry.model.Instrument;
import outcry.model.OrderCommand.CancelAll;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.model.query.AccountPositions;
import outcry.model.query.PositionView;

/**
 * Lets accounts only reduce, cancels what they have open and closes what they hold. Each step of an
 * account begins when the one before is durable; accounts do not wait for one another.
 */
final class FlattenCall implements Call {

  private static final Set<String> FIELDS = Set.of("account", "reason");
  private static final String CAUSE = "flatten";

  private final Catalogue catalogue;
  private final Questions questions;

  FlattenCall(Desk desk) {
    this.catalogue = desk.catalogue();
    this.questions = desk.questions();
  }

  @Override
  public Future<Answer> answer(Request request) {
    var json = StrictJson.object(request.body(), FIELDS);
    var accounts =
        json.has("account")
            ? List.of(catalogue.requireAccount(json.text("account")))
            : catalogue.accounts();
    var reason = json.line("reason", CAUSE);
    var each =
        accounts.stream().map(account -> flatten(request.principal(), account, reason)).toList();
    return Future.join(each)
        .map(
            all -> {
              var array = ViewJson.array();
              all.<ObjectNode>list().forEach(array::add);
              return Answer.of(array);
            });
  }

  private Future<ObjectNode> flatten(Principal who, String account, String reason) {
    long now = Desk.now();
    var reducing =
        new SetTradingState(
            account, TradingScope.ACCOUNT, account, TradingState.REDUCING, reason, "manual", now);
    return done(questions.command(who, account, reducing))
        .compose(
            _ -> done(questions.command(who, account, new CancelAll(account, "", "manual", now))))
        .compose(_ -> questions.positions(List.of(account)))
        .compose(held -> close(who, held.accounts().getFirst(), now));
  }

  private static Future<OrderReply> done(Future<OrderReply> step) {
    return step.map(
        reply -> {
          if (reply instanceof Refused refused) {
            throw new RefusedException(refused.code(), refused.detail());
          }
          return reply;
        });
  }

  private Future<ObjectNode> close(Principal who, AccountPositions held, long now) {
    if (!held.errorCode().isEmpty()) {
      throw new RefusedException(RefusalCode.valueOf(held.errorCode()), held.error());
    }
    var sent = new ArrayList<Future<OrderReply>>();
    for (var position : held.positions()) {
      catalogue
          .instruments()
          .find(position.symbol())
          .filter(instrument -> quantity(position, instrument) >= instrument.minQuantity())
          .ifPresent(
              instrument ->
                  sent.add(
                      questions.command(
                          who, held.account(), order(position, instrument, sent.size(), now))));
    }
    return Future.all(sent)
        .map(
            all -> {
              var json = ViewJson.object().put("account", held.account());
              var orders = json.putArray("orders");
              all.<OrderReply>list().forEach(reply -> orders.add(Replies.body(reply)));
              return json;
            });
  }

  /** What is too small to be traded stays. */
  private static long quantity(PositionView position, Instrument instrument) {
    long most = Math.min(Math.abs(position.quantity()), instrument.maxQuantity());
    return most - most % instrument.lotSize();
  }

  private static SubmitOrder order(
      PositionView position, Instrument instrument, int index, long now) {
    return new SubmitOrder(
        position.account(),
        CAUSE + "-" + Long.toString(now / 1_000_000, Character.MAX_RADIX) + "-" + index,
        "manual",
        position.symbol(),
        position.quantity() > 0 ? Side.SELL : Side.BUY,
        OrderType.MARKET,
        TimeInForce.IOC,
        quantity(position, instrument),
        0,
        false,
        true,
        Instructions.NONE,
        CAUSE,
        now);
  }
}
