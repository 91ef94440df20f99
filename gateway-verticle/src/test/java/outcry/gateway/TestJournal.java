package outcry.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import outcry.journal.Journal;
import outcry.journal.JournalConfig;
import outcry.journal.SqliteJournal;

/** A journal in a folder of its own; making its tables takes half a second. */
public final class TestJournal {

  private TestJournal() {}

  public static Journal open() {
    try {
      var folder = Files.createTempDirectory("journal");
      var journal = SqliteJournal.open(folder.resolve("journal.db"), JournalConfig.DEFAULT);
      Runtime.getRuntime().addShutdownHook(new Thread(journal::close));
      return journal;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
