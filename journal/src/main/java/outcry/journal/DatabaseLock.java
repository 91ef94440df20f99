package outcry.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import outcry.journal.DatabaseRefusedException.Reason;

/** One process, and one journal in it, per database: a locked file beside it. */
final class DatabaseLock implements AutoCloseable {

  /**
   * Closing any channel of a file gives up all locks this process holds on it (POSIX), so a second
   * one must not even be opened.
   */
  private static final Set<Path> HELD_HERE = new HashSet<>();

  private final Path file;
  private final FileChannel channel;

  private DatabaseLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * @throws DatabaseRefusedException if it is held
   */
  static DatabaseLock acquire(Path database) {
    var file = database.resolveSibling(database.getFileName() + ".lock");
    synchronized (HELD_HERE) {
      if (HELD_HERE.contains(file)) {
        throw new DatabaseRefusedException(
            Reason.DATABASE_IN_USE, database, "this process has it open already", null);
      }
      var lock = new DatabaseLock(file, lock(database, file));
      HELD_HERE.add(file);
      return lock;
    }
  }

  private static FileChannel lock(Path database, Path file) {
    try {
      var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        var holder = read(channel);
        channel.close();
        throw new DatabaseRefusedException(
            Reason.DATABASE_IN_USE, database, holder + " holds " + file, null);
      }
      channel.truncate(0);
      var name = "process " + ProcessHandle.current().pid();
      channel.write(ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8)), 0);
      return channel;
    } catch (IOException e) {
      throw new DatabaseRefusedException(
          Reason.DATABASE_READ_ONLY, database, "cannot write " + file, e);
    }
  }

  private static String read(FileChannel channel) throws IOException {
    var text = ByteBuffer.allocate(64);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
  }

  /** The file stays: deleting it would let two processes lock two files of one name. */
  @Override
  public void close() {
    synchronized (HELD_HERE) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot unlock " + file, e);
      } finally {
        HELD_HERE.remove(file);
      }
    }
  }
}
