package outcry.launcher.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import outcry.journal.DatabaseRefusedException;
import outcry.journal.JournalConfig;
import outcry.journal.SqliteJournal;

/** The single checks. Each looks at one thing and changes nothing that stays. */
final class Checks {

  private static final int JDK_MIN = 25;
  private static final long DISK_MIN_BYTES = 1L << 30;
  private static final long HEAP_MIN_BYTES = 256L << 20;
  private static final int SYNCS = 50;
  private static final long SYNC_SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long CLOCK_WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final long CLOCK_DRIFT_MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final Instant BUILT_AFTER = Instant.parse("2026-01-01T00:00:00Z");

  private Checks() {}

  static Finding jdk() {
    int feature = Runtime.version().feature();
    return feature >= JDK_MIN
        ? Finding.ok("JDK", "version " + Runtime.version())
        : Finding.failed("JDK", "version " + feature + "; install " + JDK_MIN + " or newer");
  }

  static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory();
    var seen =
        (heap >> 20)
            + " MiB of heap, "
            + Runtime.getRuntime().availableProcessors()
            + " processors";
    return heap >= HEAP_MIN_BYTES
        ? Finding.ok("memory", seen)
        : Finding.warning("memory", seen + "; set OUTCRY_HEAP to 256m or more");
  }

  static Finding port(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return Finding.ok("port", port + " is free on loopback");
    } catch (IOException e) {
      return Finding.failed(
          "port", port + " is taken (" + e.getMessage() + "); use --http-port with another one");
    }
  }

  /** Writes, syncs and removes one small file in the data directory. */
  static Finding disk(Path dataDir) {
    Path probe = null;
    try {
      Files.createDirectories(dataDir);
      probe = Files.createTempFile(dataDir, "doctor", ".probe");
      long free = Files.getFileStore(dataDir).getUsableSpace();
      long sync = medianSyncNanos(probe);
      var seen =
          "%s: %d MiB free, a durable write takes %d us"
              .formatted(dataDir, free >> 20, TimeUnit.NANOSECONDS.toMicros(sync));
      if (free < DISK_MIN_BYTES) {
        return Finding.failed("disk", seen + "; 1 GiB is needed");
      }
      return sync > SYNC_SLOW_NANOS
          ? Finding.warning("disk", seen + "; every order waits for that")
          : Finding.ok("disk", seen);
    } catch (IOException e) {
      return Finding.failed("disk", dataDir + " cannot be written: " + e);
    } finally {
      remove(probe);
    }
  }

  private static long medianSyncNanos(Path file) throws IOException {
    var nanos = new long[SYNCS];
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < SYNCS; i++) {
        var page = ByteBuffer.allocate(4096);
        long start = System.nanoTime();
        while (page.hasRemaining()) {
          channel.write(page);
        }
        channel.force(false);
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return nanos[SYNCS / 2];
  }

  /**
   * Does the wall clock run as fast as the monotonic one, and is it past the release of this build?
   */
  static Finding clock() {
    if (Instant.now().isBefore(BUILT_AFTER)) {
      return Finding.failed("clock", "says " + Instant.now() + "; set it");
    }
    var wallStart = Instant.now();
    long monotonicStart = System.nanoTime();
    while (System.nanoTime() - monotonicStart < CLOCK_WINDOW_NANOS) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    long monotonic = System.nanoTime() - monotonicStart;
    long wall = java.time.Duration.between(wallStart, Instant.now()).toNanos();
    long drift = Math.abs(wall - monotonic);
    var seen =
        "%s, %d us off the monotonic clock in %d ms"
            .formatted(
                Instant.now(),
                TimeUnit.NANOSECONDS.toMicros(drift),
                TimeUnit.NANOSECONDS.toMillis(monotonic));
    return drift > CLOCK_DRIFT_MAX_NANOS
        ? Finding.warning("clock", seen + "; it is being stepped: check time synchronisation")
        : Finding.ok("clock", seen);
  }

  /**
   * Opens a journal beside the real one, which asserts every setting, and looks at the real one's
   * lock.
   */
  static Finding database(Path dataDir, Path databaseFile) {
    Path folder = null;
    try {
      Files.createDirectories(dataDir);
      folder = Files.createTempDirectory(dataDir, "doctor");
      SqliteJournal.open(folder.resolve("probe.db"), JournalConfig.DEFAULT).close();
      if (Files.exists(databaseFile)) {
        SqliteJournal.open(databaseFile, JournalConfig.DEFAULT).close();
        return Finding.ok("database", databaseFile + " opens with WAL, FULL and STRICT");
      }
      return Finding.ok("database", "SQLite takes WAL, FULL and STRICT; no journal there yet");
    } catch (DatabaseRefusedException e) {
      return e.reason() == DatabaseRefusedException.Reason.DATABASE_IN_USE
          ? Finding.warning("database", e.getMessage() + "; an instance is running there")
          : Finding.failed("database", e.getMessage());
    } catch (IOException e) {
      return Finding.failed("database", dataDir + " cannot be written: " + e);
    } finally {
      removeTree(folder);
    }
  }

  private static void removeTree(Path folder) {
    if (folder == null) {
      return;
    }
    try (var files = Files.list(folder)) {
      files.forEach(Checks::remove);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    remove(folder);
  }

  private static void remove(Path file) {
    if (file == null) {
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
