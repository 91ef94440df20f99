package outcry.gateway.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.ext.web.RoutingContext;
import outcry.bus.RefusedException;
import outcry.model.RefusalCode;

/**
 * An error as people and programs get it: RFC 9457 with a stable code.
 *
 * @param field the parameter or the field of the body that is wrong; empty if it is none in
 *     particular
 */
public record Problem(int status, String code, String detail, String field) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public Problem(int status, String code, String detail) {
    this(status, code, detail, "");
  }

  public static Problem of(RefusalCode code, String detail) {
    return new Problem(statusOf(code), code.name(), detail);
  }

  /** What a failure means to whoever asked; {@code INTERNAL} for what nobody expected. */
  public static Problem of(Throwable failure) {
    return switch (failure) {
      case ProblemException known -> known.problem();
      case RefusedException refused -> of(refused.code(), refused.getMessage());
      case ReplyException reply when reply.failureType() == ReplyFailure.NO_HANDLERS ->
          of(RefusalCode.NO_OWNER, "nobody answers for this now");
      case ReplyException reply when reply.failureType() == ReplyFailure.TIMEOUT ->
          new Problem(503, "OUTCOME_UNKNOWN", "no answer in time; repeat with the same id");
      case ReplyException reply -> ofReply(reply);
      case null, default -> new Problem(500, RefusalCode.INTERNAL.name(), "see the log");
    };
  }

  private static Problem ofReply(ReplyException reply) {
    var codes = RefusalCode.values();
    int code = reply.failureCode();
    return code >= 0 && code < codes.length
        ? of(codes[code], reply.getMessage().replaceFirst("^" + codes[code] + ": ", ""))
        : new Problem(500, RefusalCode.INTERNAL.name(), "see the log");
  }

  private static int statusOf(RefusalCode code) {
    return switch (code) {
      case DECIMAL_SYNTAX,
          CLIENT_ID_SYNTAX,
          JSON_SHAPE,
          JSON_SYNTAX,
          MISSING_FIELD,
          UNKNOWN_FIELD,
          TYPE ->
          400;
      case UNKNOWN_ORDER, UNKNOWN_ACCOUNT, UNKNOWN_ALGORITHM, UNKNOWN_FINDING -> 404;
      case UNAUTHORISED -> 403;
      case TERMINAL, PENDING, UNKNOWN_STATE -> 409;
      case HALTED,
          REDUCING,
          OVERLOADED,
          VENUE_DOWN,
          RECOVERING,
          NO_OWNER,
          NO_REFERENCE,
          STALE_DATA,
          JOURNAL_UNAVAILABLE,
          UNREADABLE ->
          503;
      case LIMIT_ORDER_RATE, LIMIT_MESSAGE_RATE -> 429;
      case INTERNAL -> 500;
      case PRECISION,
          OVERFLOW,
          FIELD_COMBINATION,
          ENUM,
          UNKNOWN_SYMBOL,
          QTY_NOT_POSITIVE,
          PRICE_NOT_POSITIVE,
          TICK_SIZE,
          LOT_SIZE,
          MIN_QTY,
          MAX_QTY,
          MIN_NOTIONAL,
          LIMIT_ORDER_QTY,
          LIMIT_ORDER_VALUE,
          LIMIT_OPEN_ORDERS,
          LIMIT_POSITION,
          PRICE_COLLAR,
          REDUCE_ONLY,
          SELF_TRADE,
          CLIENT_ID_REUSED,
          DEADLINE_PASSED,
          BELOW_FILLED,
          TRIGGER_PRICE,
          EXPIRE_TIME,
          LIST_SHAPE,
          LIST_REFUSED,
          ALGORITHM_SHAPE,
          LIMIT_EXPOSURE,
          LIMIT_DAILY_LOSS,
          LIMIT_DRAWDOWN,
          LIMIT_REPEATED,
          PRICE_COLLAR_PERIOD,
          DUPLICATE_ORDER,
          RESTRICTED,
          RULE_PACK ->
          422;
    };
  }

  /** Whether it is our fault. */
  public boolean isDefect() {
    return code.equals(RefusalCode.INTERNAL.name());
  }

  /** Ends a request. */
  public void send(RoutingContext http) {
    var body =
        JSON.createObjectNode()
            .put("type", "about:blank")
            .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
            .put("status", status)
            .put("code", code)
            .put("detail", detail);
    if (!field.isEmpty()) {
      body.put("field", field);
    }
    body.put("requestId", RequestId.of(http));
    var response = http.response().setStatusCode(status);
    if (status == 503 || status == 429) {
      response.putHeader("Retry-After", "1");
    }
    response
        .putHeader("Content-Type", "application/problem+json")
        .end(body.toString())
        .onFailure(http::fail);
  }
}
