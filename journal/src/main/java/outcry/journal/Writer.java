package outcry.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import outcry.journal.JournalException.Unavailable;
import outcry.model.query.TaskView;

/**
 * A thread that writes. It takes whatever waits, does it in one transaction, commits, and completes
 * the futures: the more waits, the more share one commit; a single task never waits for others.
 */
final class Writer {

  private final Committer committer;
  private final Inbox<WriteTask<?>> inbox;
  private final int groupMax;
  private final Thread thread;
  private final Instant since = Instant.now();

  Writer(String name, Committer committer, JournalConfig config) {
    this.committer = committer;
    inbox = new Inbox<>(config.queuedMax());
    groupMax = config.groupMax();
    thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Queues the task, or fails its future. */
  <T> CompletionStage<T> submit(WriteTask<T> task) {
    submitAll(List.of(task));
    return task.future();
  }

  /** Hands them over at once: a writer that is idle takes all of them into one commit. */
  void submitAll(List<? extends WriteTask<?>> tasks) {
    var broken = committer.failure();
    if (broken != null) {
      tasks.forEach(task -> task.future().completeExceptionally(broken));
      return;
    }
    int accepted = inbox.offerAll(tasks);
    for (var refused : tasks.subList(accepted, tasks.size())) {
      refused
          .future()
          .completeExceptionally(
              inbox.isClosed()
                  ? new Unavailable("closed")
                  : new JournalException.Overloaded("writes", inbox.max()));
    }
  }

  /** What waits for it. Any thread. */
  int queued() {
    return inbox.size();
  }

  /** Its thread, while that lives; any thread. */
  List<TaskView> tasks() {
    if (!thread.isAlive()) {
      return List.of();
    }
    var broken = committer.failure();
    var doing = broken == null ? inbox.size() + " writes waiting" : broken.getMessage();
    return List.of(TaskView.running("journal", thread.getName(), since, doing));
  }

  /** Waits until everything queued is done. An interrupt is kept for the caller. */
  void close() {
    inbox.close();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var group = new ArrayList<WriteTask<?>>(groupMax);
    while (inbox.take(group, groupMax)) {
      committer.commit(group);
      group.clear();
    }
    committer.close();
  }
}
