package outcry.postgres.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the server's programs are, and as whom to run them: the server refuses to run as root.
 *
 * @param folder that holds {@code initdb} and {@code postgres}
 * @param user to run as; empty for whoever runs the tests
 */
record PostgresBinaries(Path folder, String user) {

  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  /** Empty if there are none, or the tests run as root and there is nobody else to run them as. */
  static Optional<PostgresBinaries> find() {
    var user = System.getProperty("user.name").equals("root") ? unprivileged() : Optional.of("");
    return user.flatMap(
        name ->
            candidates().stream()
                .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                .filter(folder -> Files.isExecutable(folder.resolve("postgres")))
                .findFirst()
                .map(folder -> new PostgresBinaries(folder, name)));
  }

  /** A command line that runs a program as that user. */
  List<String> command(String program, String... arguments) {
    var command = new ArrayList<String>();
    if (!user.isEmpty()) {
      command.addAll(List.of("setpriv", "--reuid", user, "--regid", group(), "--clear-groups"));
    }
    command.add(folder.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private String group() {
    return user.equals("nobody") ? "nogroup" : user;
  }

  /** The newest of Debian's first: what is on the path may only be a client. */
  private static List<Path> candidates() {
    var candidates = new ArrayList<Path>();
    if (Files.isDirectory(DEBIAN)) {
      try (Stream<Path> versions = Files.list(DEBIAN)) {
        versions
            .sorted(Comparator.comparing(PostgresBinaries::version).reversed())
            .map(version -> version.resolve("bin"))
            .forEach(candidates::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    for (var folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (!folder.isEmpty()) {
        candidates.add(Path.of(folder));
      }
    }
    return candidates;
  }

  private static int version(Path folder) {
    var name = folder.getFileName().toString();
    return name.matches("[0-9]{1,4}") ? Integer.parseInt(name) : 0;
  }

  private static Optional<String> unprivileged() {
    var users = Path.of("/").getFileSystem().getUserPrincipalLookupService();
    for (var name : List.of("postgres", "nobody")) {
      try {
        return Optional.of(users.lookupPrincipalByName(name).getName());
      } catch (UserPrincipalNotFoundException e) {
        continue; // the next one will do
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Optional.empty();
  }
}
