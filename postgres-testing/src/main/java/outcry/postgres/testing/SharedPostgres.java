package outcry.postgres.testing;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** One server for all tests of this process that do not hurt it, started at the first of them. */
public final class SharedPostgres {

  private static final class Holder {

    static final Optional<PostgresServer> SERVER = PostgresServer.create();

    static {
      SERVER.ifPresent(
          server -> Runtime.getRuntime().addShutdownHook(new Thread(server::close, "postgres")));
    }
  }

  /** The server; skips the test that asks if the machine has none. */
  public static PostgresServer serverOrSkip() {
    Assumptions.assumeTrue(
        Holder.SERVER.isPresent(),
        "skipped: PostgreSQL is not installed (no initdb on the path or in /usr/lib/postgresql)");
    return Holder.SERVER.orElseThrow();
  }

  private SharedPostgres() {}
}
