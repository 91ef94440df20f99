package outcry.launcher.config;

import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;

/** Says in one line what is wrong with a file. */
record Problems(String file) {

  FatalException at(int line, String code, String field, String what) {
    return new FatalException(
        ExitCode.CONFIG,
        code,
        file + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ") + what);
  }
}
