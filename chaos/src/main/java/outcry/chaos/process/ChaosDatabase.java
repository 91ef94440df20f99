package outcry.chaos.process;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The database of a run. */
public interface ChaosDatabase extends AutoCloseable {

  /** {@code jdbc:postgresql://...} */
  String url();

  String user();

  String password();

  /** Whether it may be killed and paused. */
  boolean isOurs();

  /** Its processes are gone at once, as with kill -9. */
  void crash();

  /** Starts it again with the same data. */
  void start();

  /** All its processes stand still. */
  void pause();

  /** After {@link #pause}. */
  void resume();

  @Override
  void close();

  default Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user());
    properties.setProperty("password", password());
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "20");
    return DriverManager.getConnection(url(), properties);
  }
}
