package outcry.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The rules of trading are functions of their arguments, so that a backtest, a simulation and a
 * replayed journal decide what the live system decided.
 */
class CoreRulesTest {

  /** Modules that are core as a whole. */
  private static final List<String> CORE_MODULES = List.of("model", "venue");

  /** Files in core modules that are shells, with the reason. */
  private static final Map<String, String> SHELLS =
      Map.of(
          "venue/src/main/java/outcry/venue/log/FileVenueLog.java",
          "keeps the exchange's own log in a file");

  private static final Map<Pattern, String> BANNED = new LinkedHashMap<>();

  static {
    ban("System\\.currentTimeMillis\\(", "take nowNanos as an argument");
    ban("System\\.nanoTime\\(", "take nowNanos as an argument");
    ban("\\b(Instant|LocalDate|LocalDateTime|ZonedDateTime)\\.now\\(", "take nowNanos");
    ban("\\bClock\\.system", "take nowNanos as an argument");
    ban("new (Secure)?Random\\(", "take a RandomGenerator");
    ban("ThreadLocalRandom", "take a RandomGenerator");
    ban("Math\\.random", "take a RandomGenerator");
    ban("UUID\\.randomUUID", "take the id as an argument");
    ban("Thread\\.sleep\\(", "make the time-out an input");
    ban("new Thread\\(|Thread\\.(start|of)(Virtual|Platform)", "return an effect to the shell");
    ban("\\bsynchronized\\b", "one writer owns it; publish immutable values");
    ban("java\\.io\\.(?!(Unchecked)?IOException;)", "do I/O in the shell");
    ban("java\\.nio\\.(file|channels)", "do I/O in the shell");
    ban("\\bio\\.vertx\\b", "return an effect; the verticle only carries");
  }

  private static final Pattern HASH =
      Pattern.compile("((?<name>\\w+) = )?\\b(?<type>new Hash(Map|Set)<)");

  private static final String HASH_CURE =
      "use LinkedHashMap, LinkedHashSet or a tree: this one is more than looked up, and its order"
          + " is nobody's";

  private static final String LOOKUPS =
      "get|getOrDefault|put|putIfAbsent|computeIfAbsent|computeIfPresent|compute|merge|remove"
          + "|containsKey|contains|add|size|isEmpty|clear";

  private static void ban(String regex, String cure) {
    BANNED.put(Pattern.compile(regex), cure);
  }

  @Test
  void coresAreFunctionsOfTheirArguments() throws IOException {
    var violations = new ArrayList<String>();
    for (var core : cores()) {
      var files = Repository.javaFiles(core);
      assertFalse(files.isEmpty(), "no source files found below " + Repository.relative(core));
      for (var file : files) {
        if (!SHELLS.containsKey(Repository.relative(file))) {
          violations.addAll(violations(Repository.relative(file), Repository.read(file)));
        }
      }
    }

    assertEquals("", String.join("\n", violations));
  }

  @Test
  void everyCoreModuleIsThere() throws IOException {
    for (var module : CORE_MODULES) {
      assertTrue(
          cores().contains(Repository.ROOT.resolve(module).resolve("src/main/java")),
          module + " has no src/main/java: correct CORE_MODULES");
    }
  }

  @Test
  void everyShellIsThere() {
    for (var shell : SHELLS.keySet()) {
      assertTrue(
          Files.isRegularFile(Repository.ROOT.resolve(shell)),
          shell + " does not exist: take it out of SHELLS");
    }
  }

  @Test
  void violationsAreFoundWithTheirCure() {
    assertEquals(
        List.of(
            "C.java:3: System.nanoTime(: take nowNanos as an argument",
            "C.java:5: java.io.: do I/O in the shell",
            "C.java:6: io.vertx: return an effect; the verticle only carries"),
        violations(
            "C.java",
            """
            /** System.nanoTime() in a comment is no violation. */
            // Nor is new Random() here.
            long now = System.nanoTime(); // but this is
            import java.io.IOException;
            import java.io.File;
            import io.vertx.core.Vertx;
            """));
  }

  @Test
  void hashCollectionsMayOnlyBeLookedUp() {
    assertEquals(
        List.of(
            "C.java:2: new HashMap<: " + HASH_CURE,
            "C.java:3: new HashSet<: " + HASH_CURE,
            "C.java:4: new HashMap<: " + HASH_CURE),
        violations(
            "C.java",
            """
            private final Map<String, Long> lookedUp = new HashMap<>();
            private final Map<String, Long> iterated = new HashMap<>();
            private final Set<String> handedOut = new HashSet<>();
            return new HashMap<>();
            lookedUp.put(key, lookedUp.get(other));
            lookedUp.remove(key);
            iterated.put(key, 1L);
            iterated.values().forEach(this::use);
            handedOut.add(key);
            return handedOut;
            lookedUp(key);
            """));
  }

  /** The core modules, and every package named core in the others. */
  private static TreeSet<Path> cores() throws IOException {
    var cores = new TreeSet<Path>();
    try (var modules = Files.list(Repository.ROOT)) {
      for (var module : modules.filter(Files::isDirectory).toList()) {
        var sources = module.resolve("src/main/java");
        if (!Files.isDirectory(sources)) {
          continue;
        }
        if (CORE_MODULES.contains(module.getFileName().toString())) {
          cores.add(sources);
        } else {
          try (var folders = Files.walk(sources)) {
            folders
                .filter(folder -> folder.endsWith("core") && Files.isDirectory(folder))
                .forEach(cores::add);
          }
        }
      }
    }
    return cores;
  }

  private static List<String> violations(String name, String source) {
    var violations = new ArrayList<String>();
    var lines = source.lines().map(CoreRulesTest::withoutComment).toList();
    for (int i = 0; i < lines.size(); i++) {
      var place = name + ":" + (i + 1) + ": ";
      for (var banned : BANNED.entrySet()) {
        var match = banned.getKey().matcher(lines.get(i));
        if (match.find()) {
          violations.add(place + match.group() + ": " + banned.getValue());
        }
      }
      var hash = HASH.matcher(lines.get(i));
      if (hash.find() && !isOnlyLookedUp(hash.group("name"), lines)) {
        violations.add(place + hash.group("type") + ": " + HASH_CURE);
      }
    }
    return violations;
  }

  /** Nothing but single entries is asked of the collection, so its order cannot show. */
  private static boolean isOnlyLookedUp(String name, List<String> lines) {
    if (name == null) {
      return false;
    }
    var use =
        Pattern.compile(
            ">\\s+%1$s\\s*[;=]|\\b%1$s = new Hash|\\b%1$s\\s*\\.(%2$s)\\(|\\b(?<other>%1$s)\\b(?!\\()"
                .formatted(name, LOOKUPS));
    return use.matcher(String.join("\n", lines))
        .results()
        .allMatch(match -> match.group("other") == null);
  }

  private static String withoutComment(String line) {
    var start = line.stripLeading();
    if (start.startsWith("*") || start.startsWith("/*")) {
      return "";
    }
    int comment = line.indexOf("// ");
    return comment < 0 ? line : line.substring(0, comment);
  }
}
