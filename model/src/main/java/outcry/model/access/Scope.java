package outcry.model.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a key may do. None includes another one, except that every key may look. */
public enum Scope {
  /** Look at everything of its accounts. */
  VIEW,
  /** Orders and algorithms, their changes and their end; strategies; reconciliation. */
  TRADE,
  /** Stop trading. */
  HALT,
  /** Let trading go on, change limits, keys and the cluster. */
  ADMIN;

  /** {@code VIEW,TRADE}, in the order of the constants. */
  public static String text(Collection<Scope> scopes) {
    return EnumSet.copyOf(scopes).stream().map(Scope::name).collect(Collectors.joining(","));
  }

  /**
   * What {@link #text} wrote.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Set<Scope> scopes(String text) {
    var scopes = EnumSet.noneOf(Scope.class);
    for (var name : text.split(",", -1)) {
      scopes.add(valueOf(name));
    }
    return scopes;
  }
}
