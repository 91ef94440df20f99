package outcry.launcher.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import outcry.launcher.config.Cluster;
import outcry.model.Instruments;

/**
 * What must be the same on every node before it may own anything (I24): SHA-256, shortened to 16
 * hexadecimal digits.
 *
 * @param build of every class and resource on the class path
 * @param config of what decides: partitions, accounts, strategies, limits, principals, instruments
 */
public record Identity(String build, String config) {

  private static final int DIGITS = 16;

  /**
   * @param classPath as {@code java.class.path} says it
   * @param risk the text of the limits; empty for those that are built in
   */
  public static Identity of(
      String classPath, Cluster cluster, String risk, Instruments instruments) {
    return new Identity(build(classPath), config(cluster, risk, instruments));
  }

  private static String build(String classPath) {
    var digest = sha256();
    var entries = new TreeMap<String, Path>();
    for (var entry : classPath.split(File.pathSeparator)) {
      var path = Path.of(entry);
      // by name and not by place; folders have all the same name
      entries.put(Files.isDirectory(path) ? entry : path.getFileName().toString(), path);
    }
    entries.values().forEach(path -> add(digest, path));
    return text(digest);
  }

  private static void add(MessageDigest digest, Path entry) {
    try {
      if (Files.isRegularFile(entry)) {
        digest.update(Files.readAllBytes(entry));
        return;
      }
      for (var file : filesIn(entry)) {
        add(digest, entry.relativize(file).toString());
        digest.update(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of(); // a class path may name what is not there
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String config(Cluster cluster, String risk, Instruments instruments) {
    var digest = sha256();
    add(digest, "partitions " + cluster.partitions());
    addAll(digest, "accounts", cluster.accounts());
    addAll(digest, "strategies", cluster.strategies());
    add(digest, "risk " + risk);
    var principals = new ArrayList<String>();
    new TreeMap<>(cluster.principals())
        .forEach(
            (name, principal) ->
                principals.add(
                    name
                        + principal.scopes().stream().sorted().toList()
                        + principal.accounts().stream().sorted().toList()));
    addAll(digest, "principals", principals);
    addAll(
        digest, "instruments", instruments.all().stream().map(Object::toString).sorted().toList());
    return text(digest);
  }

  private static void addAll(MessageDigest digest, String what, List<String> texts) {
    add(digest, what + " " + texts.size());
    texts.forEach(text -> add(digest, text));
  }

  private static void add(MessageDigest digest, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private static String text(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
