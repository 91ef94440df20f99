package outcry.launcher.doctor;

/**
 * What one check found.
 *
 * @param detail what was seen, and the cure if it is not good
 */
record Finding(String check, Verdict verdict, String detail) {

  enum Verdict {
    OK,
    /** It will run, but not as well as it could. */
    WARNING,
    /** It will not run. */
    FAILED
  }

  static Finding ok(String check, String detail) {
    return new Finding(check, Verdict.OK, detail);
  }

  static Finding warning(String check, String detail) {
    return new Finding(check, Verdict.WARNING, detail);
  }

  static Finding failed(String check, String detail) {
    return new Finding(check, Verdict.FAILED, detail);
  }
}
