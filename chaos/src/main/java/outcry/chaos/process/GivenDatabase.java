package outcry.chaos.process;

/** A database that somebody else runs: it is used, and not hurt. */
public record GivenDatabase(String url, String user, String password) implements ChaosDatabase {

  @Override
  public boolean isOurs() {
    return false;
  }

  @Override
  public void crash() {
    throw new UnsupportedOperationException("not ours");
  }

  @Override
  public void start() {
    throw new UnsupportedOperationException("not ours");
  }

  @Override
  public void pause() {
    throw new UnsupportedOperationException("not ours");
  }

  @Override
  public void resume() {
    throw new UnsupportedOperationException("not ours");
  }

  @Override
  public void close() {}

  /** Without the password. */
  @Override
  public String toString() {
    return user + " at " + url;
  }
}
