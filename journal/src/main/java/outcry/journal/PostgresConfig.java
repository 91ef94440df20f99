package outcry.journal;

import java.util.Objects;

/**
 * Where a PostgreSQL database is, and as whom to use it.
 *
 * @param url such as {@code jdbc:postgresql://host:5432/outcry}
 * @param user that owns the tables
 * @param password empty if none is needed
 */
public record PostgresConfig(String url, String user, String password) {

  private static final String PREFIX = "jdbc:postgresql:";

  public PostgresConfig {
    Objects.requireNonNull(user);
    Objects.requireNonNull(password);
    if (!url.startsWith(PREFIX)) {
      throw new IllegalArgumentException("the database's url must begin with " + PREFIX);
    }
  }

  /** For people: without secrets. */
  String name() {
    int parameters = url.indexOf('?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }

  @Override
  public String toString() {
    return name() + " as " + user;
  }
}
