package outcry.order.core.risk;

import outcry.model.RefusalCode;

/**
 * Why an order may not pass. Where it may, there is none ({@code null}).
 *
 * @param code what users see and programs match
 * @param detail for people: what was asked and what is allowed
 */
public record Verdict(RefusalCode code, String detail) {

  /**
   * Whether the same order may pass a moment later. Such a refusal is not journaled; every other is
   * the order's answer for ever.
   */
  public boolean isTransient() {
    return switch (code) {
      case HALTED,
          REDUCING,
          LIMIT_ORDER_RATE,
          LIMIT_MESSAGE_RATE,
          NO_REFERENCE,
          STALE_DATA,
          OVERLOADED,
          DEADLINE_PASSED,
          VENUE_DOWN,
          RECOVERING,
          NO_OWNER,
          JOURNAL_UNAVAILABLE,
          INTERNAL,
          UNREADABLE,
          UNAUTHORISED ->
          true;
      case DECIMAL_SYNTAX,
          PRECISION,
          OVERFLOW,
          CLIENT_ID_SYNTAX,
          FIELD_COMBINATION,
          JSON_SHAPE,
          JSON_SYNTAX,
          MISSING_FIELD,
          UNKNOWN_FIELD,
          TYPE,
          ENUM,
          UNKNOWN_SYMBOL,
          UNKNOWN_ACCOUNT,
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
          UNKNOWN_ORDER,
          TERMINAL,
          PENDING,
          UNKNOWN_STATE,
          BELOW_FILLED,
          TRIGGER_PRICE,
          EXPIRE_TIME,
          LIST_SHAPE,
          LIST_REFUSED,
          ALGORITHM_SHAPE,
          UNKNOWN_ALGORITHM,
          LIMIT_EXPOSURE,
          LIMIT_DAILY_LOSS,
          LIMIT_DRAWDOWN,
          LIMIT_REPEATED,
          PRICE_COLLAR_PERIOD,
          DUPLICATE_ORDER,
          RESTRICTED,
          RULE_PACK,
          UNKNOWN_FINDING ->
          false;
    };
  }
}
