package outcry.launcher.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import outcry.gateway.security.Access;
import outcry.journal.ApprovalStore;
import outcry.journal.Journal;
import outcry.journal.KeyStore;
import outcry.journal.NewKey;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.setup.DataDir;
import outcry.model.access.Credential;
import outcry.model.access.Scope;

/**
 * Access to one process on loopback: a key that may do everything, made at the first start and kept
 * beside the data, for whoever may read that file. One pair of eyes is enough, since there is one
 * person at the keyboard and only paper to lose.
 *
 * @param isNew whether the key was made now
 */
public record LocalAccess(Access access, Credential key, boolean isNew) {

  /** Of the local key, so also the principal of what is done with it. */
  public static final String NAME = "operator";

  private static final Duration LIFE = Duration.ofDays(NewKey.DAYS_MAX);
  private static final int SESSION_KEY_BYTES = 32;

  /**
   * Finds the key, or makes one. Blocks.
   *
   * @throws FatalException if a file cannot be read or written, or others may read it
   */
  public static <J extends Journal & KeyStore & ApprovalStore> LocalAccess of(
      DataDir dataDir, J journal) {
    var file = new PrivateFile(dataDir.localKey());
    var access = Access.of(journal, sessionKey(new PrivateFile(dataDir.sessionKey())), 1);
    var kept = file.read().flatMap(Credential::parse).filter(key -> isLive(key, journal));
    return kept.map(key -> new LocalAccess(access, key, false))
        .orElseGet(() -> new LocalAccess(access, made(file, journal), true));
  }

  private static boolean isLive(Credential credential, KeyStore store) {
    var now = TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
    return store.liveKeys(now).toCompletableFuture().join().stream()
        .filter(key -> key.id().equals(credential.id()))
        .anyMatch(key -> key.secretHash().equals(credential.secretHash()));
  }

  private static Credential made(PrivateFile file, KeyStore store) {
    var made =
        NewKey.of(NAME, EnumSet.allOf(Scope.class), List.of(), LIFE, "first start", Instant.now());
    store.createKey(made.key()).toCompletableFuture().join();
    file.write(made.credential().text());
    return made.credential();
  }

  /** The same after a restart, so that pages that are open go on. */
  private static byte[] sessionKey(PrivateFile file) {
    var kept = file.read();
    if (kept.isPresent()) {
      return sessionKey(kept.get(), file.path().toString());
    }
    var made = randomSessionKey();
    file.write(HexFormat.of().formatHex(made));
    return made;
  }

  /**
   * @param text hexadecimal digits
   * @param where for people
   */
  public static byte[] sessionKey(String text, String where) {
    return Optional.of(text)
        .filter(one -> one.matches("([0-9a-f]{2}){32,512}"))
        .map(HexFormat.of()::parseHex)
        .orElseThrow(
            () ->
                new FatalException(
                    ExitCode.CONFIG,
                    "SECRET",
                    where + " must hold 64 or more lower-case hex digits: openssl rand -hex 32"));
  }

  /** Sessions of one process, until its end. */
  public static byte[] randomSessionKey() {
    var key = new byte[SESSION_KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
