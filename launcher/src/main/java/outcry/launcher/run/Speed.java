package outcry.launcher.run;

import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.marketdata.ReplaySession;
import picocli.CommandLine.ITypeConverter;

/**
 * How fast a recording is replayed.
 *
 * @param factor times the recording's own pace; 0 for as fast as possible
 */
record Speed(double factor) {

  private static final double FACTOR_MAX = 1_000_000;

  boolean isMax() {
    return factor == ReplaySession.Options.MAX;
  }

  /** Reads {@code max} or a positive number. */
  static final class Converter implements ITypeConverter<Speed> {

    @Override
    public Speed convert(String text) {
      if (text.equals("max")) {
        return new Speed(ReplaySession.Options.MAX);
      }
      if (text.matches("\\d{1,7}(\\.\\d{1,6})?")) {
        double factor = Double.parseDouble(text);
        if (factor > 0 && factor <= FACTOR_MAX) {
          return new Speed(factor);
        }
      }
      throw new FatalException(
          ExitCode.USAGE, "USAGE", "--speed must be max or a positive number, was " + text);
    }
  }
}
