package outcry.model.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A key as it is stored: everything but its secret. Times are epoch nanoseconds, UTC.
 *
 * @param id public, unique
 * @param name of whoever uses it; several keys of one name are one person or program
 * @param accounts it may see and trade; empty for all
 * @param secretHash SHA-256 of the secret, 64 lower-case hex digits
 * @param createdBy the name of whoever made it
 * @param revokedNanos 0 while it is not
 */
public record ApiKey(
    String id,
    String name,
    Set<Scope> scopes,
    List<String> accounts,
    String secretHash,
    String createdBy,
    long createdNanos,
    long expiresNanos,
    long revokedNanos) {

  /** What names may be; also in the log, so without anything that could look like more. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,47}");

  public ApiKey {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("the name of a key must match " + NAME);
    }
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("a key needs a scope");
    }
    scopes = Collections.unmodifiableSet(EnumSet.copyOf(scopes));
    accounts = List.copyOf(accounts);
  }

  /** Whether it may be used. */
  public boolean isLive(long nowNanos) {
    return revokedNanos == 0 && nowNanos < expiresNanos;
  }

  public boolean may(Scope scope) {
    return scope == Scope.VIEW || scopes.contains(scope);
  }

  public boolean mayUse(String account) {
    return accounts.isEmpty() || accounts.contains(account);
  }
}
