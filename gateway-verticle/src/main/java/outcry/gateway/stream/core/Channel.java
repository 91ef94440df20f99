package outcry.gateway.stream.core;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be subscribed to. */
public enum Channel {
  QUOTES(Kind.STATE, "symbol"),
  TRADES(Kind.STATE, "symbol"),
  BOOK(Kind.STATE, "symbol"),
  BARS(Kind.LOG, "symbol", "spec"),
  ORDERS(Kind.JOURNAL, "account"),
  FILLS(Kind.JOURNAL, "account"),
  POSITIONS(Kind.STATE, "account"),
  STRATEGIES(Kind.STATE),
  TASKS(Kind.STATE),
  CLUSTER(Kind.STATE),
  ALERTS(Kind.LOG);

  /** What a client that reads slowly or comes back may miss. */
  public enum Kind {
    /** Every message is the whole state: the newest replaces all before. */
    STATE,
    /** Every message counts; numbered by this gateway. */
    LOG,
    /** Every message counts; numbered by the journal, the same at every gateway. */
    JOURNAL
  }

  private final Kind kind;
  private final List<String> keys;

  Channel(Kind kind, String... keys) {
    this.kind = kind;
    this.keys = List.of(keys);
  }

  public Kind kind() {
    return kind;
  }

  /** The fields that name a topic of it. */
  public List<String> keys() {
    return keys;
  }

  public boolean isOfAccount() {
    return keys.contains("account");
  }

  /** As the protocol writes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Channel> of(String text) {
    return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
  }
}
