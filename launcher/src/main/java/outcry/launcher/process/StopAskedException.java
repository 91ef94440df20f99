package outcry.launcher.process;

/** Somebody wants the process to end: what is under way is given up, and what runs is stopped. */
public final class StopAskedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StopAskedException(String during) {
    super("asked to stop during " + during);
  }
}
