package outcry.launcher.remote;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.launcher.access.PrivateFile;
import outcry.launcher.setup.DataDir;
import outcry.model.access.Credential;

/** Finds the key that a command shows: where it is told, else what the first start has made. */
final class KeyFile {

  private static final String VARIABLE = "OUTCRY_KEY_FILE";

  private KeyFile() {}

  /**
   * Empty if nothing is said and there is none.
   *
   * @param flag null if there is none
   */
  static Optional<Credential> find(Path flag, Map<String, String> environment) {
    var said = environment.getOrDefault(VARIABLE, "");
    if (flag == null && said.isBlank()) {
      var local = new PrivateFile(new DataDir(Path.of(DataDir.DEFAULT)).localKey());
      return local.read().map(text -> parse(local, text));
    }
    var file = new PrivateFile(flag == null ? Path.of(said) : flag);
    var text =
        file.read()
            .orElseThrow(
                () ->
                    new FatalException(
                        ExitCode.NO_INPUT,
                        "FILE_NOT_FOUND",
                        file.path() + ": the file of the key"));
    return Optional.of(parse(file, text));
  }

  private static Credential parse(PrivateFile file, String text) {
    return Credential.parse(text)
        .orElseThrow(
            () ->
                new FatalException(
                    ExitCode.CONFIG, "SECRET", file.path() + " holds no key, outcry_ID_SECRET"));
  }
}
