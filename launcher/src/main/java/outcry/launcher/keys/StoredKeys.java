package outcry.launcher.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import outcry.journal.JournalException;
import outcry.journal.KeyStore;
import outcry.journal.NewKey;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.model.access.ApiKey;
import outcry.model.access.Scope;

/** Keys in a database that this process has open: whoever may open it needs no key. */
record StoredKeys(KeyStore store) implements Keyring {

  private static final String BY = "cli";

  @Override
  public String create(String name, Set<Scope> scopes, List<String> accounts, int days) {
    var made = NewKey.of(name, scopes, accounts, Duration.ofDays(days), BY, Instant.now());
    await(store.createKey(made.key()));
    return made.credential().text();
  }

  @Override
  public List<Row> list() {
    long now = now();
    return await(store.keys()).stream().map(key -> row(key, now)).toList();
  }

  private static Row row(ApiKey key, long nowNanos) {
    return new Row(
        key.id(),
        key.name(),
        Scope.text(key.scopes()),
        String.join(",", key.accounts()),
        Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(key.expiresNanos())).toString(),
        key.revokedNanos() != 0 ? "REVOKED" : key.isLive(nowNanos) ? "LIVE" : "EXPIRED");
  }

  @Override
  public boolean revoke(String id) {
    return await(store.revokeKey(id, BY, now()));
  }

  private static long now() {
    return TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof JournalException refused) {
        throw new FatalException(ExitCode.UNAVAILABLE, "KEYS_UNAVAILABLE", refused.getMessage());
      }
      throw e;
    }
  }
}
