package outcry.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A process to be killed: appends for ever and prints every sequence it was acknowledged. */
final class AppendingProcess {

  /** Arguments: the database. */
  public static void main(String[] arguments) throws InterruptedException {
    var window = new Semaphore(64);
    try (var journal = SqliteJournal.open(Path.of(arguments[0]), JournalConfig.DEFAULT)) {
      var owner = Events.await(journal.claim(0, "child", Events.NOW));
      for (long i = 0; ; i++) {
        window.acquire();
        long orderId = owner.epoch() << 32 | i + 1;
        journal
            .append(owner, List.of(Events.intended(orderId), Events.accepted(orderId, 2)))
            .whenComplete(
                (sequence, refused) -> {
                  if (refused != null) {
                    refused.printStackTrace();
                    Runtime.getRuntime().halt(1);
                  }
                  System.out.println("acked " + sequence + " " + orderId + " .");
                  window.release();
                });
      }
    }
  }

  private AppendingProcess() {}
}
