package outcry.model;

/** Why something was refused. The names are stable: they are what users see and programs match. */
public enum RefusalCode {
  // text and shape
  DECIMAL_SYNTAX,
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
  // instrument rules
  UNKNOWN_SYMBOL,
  UNKNOWN_ACCOUNT,
  QTY_NOT_POSITIVE,
  PRICE_NOT_POSITIVE,
  TICK_SIZE,
  LOT_SIZE,
  MIN_QTY,
  MAX_QTY,
  MIN_NOTIONAL,
  // risk
  LIMIT_ORDER_QTY,
  LIMIT_ORDER_VALUE,
  LIMIT_OPEN_ORDERS,
  LIMIT_POSITION,
  LIMIT_ORDER_RATE,
  PRICE_COLLAR,
  NO_REFERENCE,
  STALE_DATA,
  REDUCE_ONLY,
  SELF_TRADE,
  // state
  HALTED,
  REDUCING,
  CLIENT_ID_REUSED,
  UNKNOWN_ORDER,
  TERMINAL,
  PENDING,
  UNKNOWN_STATE,
  BELOW_FILLED,
  // capacity and availability
  OVERLOADED,
  DEADLINE_PASSED,
  VENUE_DOWN,
  RECOVERING,
  NO_OWNER,
  JOURNAL_UNAVAILABLE,
  /** A defect in the handler; it is counted and logged with its stack. */
  INTERNAL,
  // conditions, lists and algorithms
  TRIGGER_PRICE,
  EXPIRE_TIME,
  LIST_SHAPE,
  /** Another order of its list was refused, and they depend on each other. */
  LIST_REFUSED,
  ALGORITHM_SHAPE,
  UNKNOWN_ALGORITHM,
  // more of risk
  LIMIT_EXPOSURE,
  LIMIT_DAILY_LOSS,
  LIMIT_DRAWDOWN,
  LIMIT_MESSAGE_RATE,
  LIMIT_REPEATED,
  PRICE_COLLAR_PERIOD,
  DUPLICATE_ORDER,
  RESTRICTED,
  RULE_PACK,
  // reconciliation
  UNKNOWN_FINDING,
  // between nodes
  /** Damaged, too long, or of a version that this node does not know. */
  UNREADABLE,
  /** Whoever asks may not do that with this account. */
  UNAUTHORISED
}
