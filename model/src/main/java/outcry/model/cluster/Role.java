package outcry.model.cluster;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a node does; it may do several things, and each several times. */
public enum Role {
  MARKET_DATA("market-data"),
  ORDER("order"),
  STRATEGY("strategy"),
  POSITION("position"),
  GATEWAY("gateway"),

  /** The simulated exchange. */
  EXCHANGE("exchange");

  private final String text;

  Role(String text) {
    this.text = text;
  }

  /** As people write it: {@code market-data}. */
  public String text() {
    return text;
  }

  /** Empty if there is no such role. */
  public static Optional<Role> of(String text) {
    return Arrays.stream(values()).filter(role -> role.text.equals(text)).findFirst();
  }

  /** Every role as people write it, e.g. for a message. */
  public static String known() {
    return Arrays.stream(values()).map(Role::text).collect(Collectors.joining(", "));
  }
}
