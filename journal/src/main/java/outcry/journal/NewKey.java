package outcry.journal;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import outcry.model.access.ApiKey;
import outcry.model.access.Credential;
import outcry.model.access.Scope;

/**
 * A key that was just made, and what its owner is shown once.
 *
 * @param key to be stored
 */
public record NewKey(ApiKey key, Credential credential) {

  /** Longest life of a key. */
  public static final int DAYS_MAX = 366;

  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Makes one; nobody knows it until it is stored.
   *
   * @param accounts empty for all
   * @param createdBy the name of whoever makes it
   */
  public static NewKey of(
      String name,
      Set<Scope> scopes,
      List<String> accounts,
      Duration life,
      String createdBy,
      Instant now) {
    var random = new byte[Credential.RANDOM_BYTES];
    RANDOM.nextBytes(random);
    var credential = Credential.of(random);
    long nowNanos = TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli());
    return new NewKey(
        new ApiKey(
            credential.id(),
            name,
            scopes,
            accounts,
            credential.secretHash(),
            createdBy,
            nowNanos,
            nowNanos + life.toNanos(),
            0),
        credential);
  }
}
