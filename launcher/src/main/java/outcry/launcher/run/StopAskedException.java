package outcry.launcher.run;

/** Somebody wants the process to end: what is under way is given up, and what runs is stopped. */
final class StopAskedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  StopAskedException(String during) {
    super("asked to stop during " + during);
  }
}
