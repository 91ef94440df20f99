package outcry.venue.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.venue.log.VenueLogEntry.RejectLogged;

class FileVenueLogTest {

  @TempDir private Path folder;

  @Test
  void finishedAppendsAreInTheFileBeforeItIsClosed() throws Exception {
    try (var log = FileVenueLog.open(file(), false)) {
      finish(log.append(List.of(entry(1), entry(2))).toCompletableFuture());

      assertEquals(List.of(entry(1), entry(2)), read());
    }
  }

  @Test
  void reopenedLogKnowsAndContinues() throws Exception {
    try (var log = FileVenueLog.open(file(), true)) {
      finish(log.append(List.of(entry(1))).toCompletableFuture());
    }
    try (var log = FileVenueLog.open(file(), true)) {
      assertEquals(List.of(entry(1)), log.recovered());
      finish(log.append(List.of(entry(2))).toCompletableFuture());
    }

    assertEquals(List.of(entry(1), entry(2)), read());
  }

  @Test
  void everyTornTailIsCutOffAndTheLogGoesOn() throws Exception {
    var whole = VenueLogText.format(entry(1)) + "\n";
    var torn = VenueLogText.format(entry(2)) + "\n";
    for (int length = 0; length < torn.length(); length++) {
      Files.writeString(file(), whole + torn.substring(0, length));
      try (var log = FileVenueLog.open(file(), false)) {
        assertEquals(List.of(entry(1)), log.recovered());
        finish(log.append(List.of(entry(3))).toCompletableFuture());
      }

      assertEquals(List.of(entry(1), entry(3)), read(), "cut after " + length);
    }
  }

  @Test
  void damageBeforeTheLastLineNamesFileAndLine() throws IOException {
    Files.writeString(file(), "rubbish\n" + VenueLogText.format(entry(1)) + "\n");

    var refused = assertThrows(VenueLogException.class, () -> FileVenueLog.open(file(), false));

    assertTrue(refused.getMessage().startsWith(file() + ": line 1: "), refused.getMessage());
  }

  @Test
  void closeDrainsAndAppendsAfterItFail() throws Exception {
    var log = FileVenueLog.open(file(), false);
    var entries = IntStream.range(0, 2_000).mapToObj(FileVenueLogTest::entry).toList();
    var appends = new ArrayList<CompletableFuture<Void>>();
    entries.forEach(entry -> appends.add(log.append(List.of(entry)).toCompletableFuture()));

    log.close();
    log.close();

    assertTrue(
        appends.stream().allMatch(append -> append.isDone() && !append.isCompletedExceptionally()));
    assertEquals(entries, read());
    var late = log.append(List.of(entry(1))).toCompletableFuture();
    assertThrows(ExecutionException.class, () -> finish(late));
    assertEquals(entries, read());
  }

  private Path file() {
    return folder.resolve("venue.log");
  }

  private List<VenueLogEntry> read() throws IOException {
    return VenueLogText.read(Files.readAllBytes(file())).entries();
  }

  private static void finish(CompletableFuture<Void> append) throws Exception {
    append.get(10, TimeUnit.SECONDS);
  }

  private static VenueLogEntry entry(int n) {
    return new RejectLogged("acc", "id-" + n, "because", n);
  }
}
