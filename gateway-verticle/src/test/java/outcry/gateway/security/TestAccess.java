package outcry.gateway.security;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import outcry.journal.JournalConfig;
import outcry.journal.NewKey;
import outcry.journal.SqliteJournal;
import outcry.model.access.Credential;
import outcry.model.access.RequestSignature;
import outcry.model.access.Scope;

/** Real keys in a real database, which all tests of this process share. */
public final class TestAccess {

  private static final SqliteJournal JOURNAL = open();

  /** Sessions of every gateway here. */
  public static final byte[] SESSION_KEY = "0123456789abcdef0123456789abcdef".getBytes();

  private TestAccess() {}

  private static SqliteJournal open() {
    try {
      var folder = Files.createTempDirectory("outcry-access");
      folder.toFile().deleteOnExit();
      return SqliteJournal.open(
          folder.resolve("journal.db"),
          JournalConfig.DEFAULT.with(JournalConfig.Durability.PROCESS_DEATH));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static SqliteJournal journal() {
    return JOURNAL;
  }

  /**
   * @param eyes how many people it takes
   */
  public static Access access(int eyes) {
    return Access.of(JOURNAL, SESSION_KEY, eyes);
  }

  /** A key that may do everything. */
  public static Credential operator() {
    return key("operator", EnumSet.allOf(Scope.class), List.of());
  }

  /** A new key; gateways that start after this know it at once. */
  public static Credential key(String name, Set<Scope> scopes, List<String> accounts) {
    return key(name, scopes, accounts, "test", Duration.ofDays(1));
  }

  public static Credential key(
      String name, Set<Scope> scopes, List<String> accounts, String createdBy, Duration life) {
    var made = NewKey.of(name, scopes, accounts, life, createdBy, Instant.now());
    await(JOURNAL.createKey(made.key()));
    return made.credential();
  }

  public static boolean revoke(Credential key) {
    return await(
        JOURNAL.revokeKey(
            key.id(), "test", TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis())));
  }

  /** With everything that a signed request needs. */
  public static HttpRequest<Buffer> sign(
      HttpRequest<Buffer> request, String method, String uri, byte[] body, Credential key) {
    var stamp = Long.toString(System.currentTimeMillis());
    var nonce = UUID.randomUUID().toString();
    var signature = RequestSignature.of(key.secretHash(), method, uri, stamp, nonce, body);
    return request
        .putHeader("Authorization", "Bearer " + key.text())
        .putHeader(RequestSignature.TIMESTAMP, stamp)
        .putHeader(RequestSignature.NONCE, nonce)
        .putHeader(RequestSignature.SIGNATURE, signature);
  }

  /** How many rows the audit has. */
  public static long notes() {
    return await(
        JOURNAL.query(
            connection -> {
              try (var statement = connection.createStatement();
                  var row = statement.executeQuery("SELECT count(*) FROM audit_note")) {
                row.next();
                return row.getLong(1);
              }
            }));
  }

  public static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
