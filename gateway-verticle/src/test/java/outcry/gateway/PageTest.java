package outcry.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the files of the page may hold: nothing of other hosts, no way from text to markup. */
class PageTest {

  private static final Path WEB = Path.of("src/main/resources/web");

  /** Text that became markup would run. */
  private static final Pattern MARKUP =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function\\("
              + "|setAttribute\\(\"(?:style|on)");

  private static final Pattern INLINE =
      Pattern.compile("<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]* src=)");
  private static final Pattern HOST =
      Pattern.compile("(?:https?|wss?)://(?!\\$\\{location)[\\w.]+");

  /** A link that people may follow; the page itself asks nobody else for anything. */
  private static final List<String> LINKS =
      List.of("https://www.tradingview.com", "http://www.w3.org");

  @Test
  void libraryIsAsItWasPublished() throws Exception {
    var sums = Files.readAllLines(WEB.resolve("vendor/SHA256SUMS"));
    assertEquals(2, sums.size());

    for (var line : sums) {
      var parts = line.split(" +");
      var bytes = Files.readAllBytes(WEB.resolve("vendor").resolve(parts[1]));
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertEquals(parts[0], HexFormat.of().formatHex(digest), parts[1]);
    }
  }

  @Test
  void textNeverBecomesMarkup() throws IOException {
    assertEquals(List.of(), found(".js", MARKUP));
  }

  @Test
  void nothingIsInline() throws IOException {
    assertEquals(List.of(), found(".html", INLINE));
  }

  @Test
  void noOtherHostIsNamed() throws IOException {
    var hosts = new ArrayList<String>();
    for (var ending : List.of(".js", ".css", ".html", ".svg")) {
      hosts.addAll(found(ending, HOST));
    }
    hosts.removeIf(host -> LINKS.stream().anyMatch(host::endsWith));

    assertEquals(List.of(), hosts);
  }

  /** Where our own files have it. */
  private static List<String> found(String ending, Pattern pattern) throws IOException {
    var found = new ArrayList<String>();
    try (var files = Files.walk(WEB)) {
      var own =
          files
              .filter(file -> file.toString().endsWith(ending))
              .filter(file -> !file.startsWith(WEB.resolve("vendor")))
              .toList();
      assertFalse(own.isEmpty(), "no file ends with " + ending);
      for (var file : own) {
        var matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
          found.add(WEB.relativize(file) + ": " + matcher.group());
        }
      }
    }
    return found;
  }
}
