package outcry.launcher.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import outcry.bus.Node;
import outcry.bus.TaskList;

/** The journal and the logs, closed in reverse order. Main thread only. */
public final class OpenFiles {

  private record OpenFile(String name, AutoCloseable file) {}

  private final Node node;
  private final Deque<OpenFile> files = new ArrayDeque<>();

  public OpenFiles(Node node) {
    this.node = node;
  }

  public void add(String name, AutoCloseable file) {
    files.push(new OpenFile(name, file));
  }

  /** A close waits for the disk, so each has a thread, which the task list names until it ends. */
  public void closeAll(StopClock clock) {
    while (!files.isEmpty()) {
      var open = files.pop();
      var task = node.tasks().begin("close", open.name());
      var closed = new CompletableFuture<Void>();
      Thread.ofPlatform()
          .daemon()
          .name("close-" + open.name())
          .start(() -> close(open, task, closed));
      clock.await("closing " + open.name(), closed);
    }
  }

  private static void close(OpenFile open, TaskList.Task task, CompletableFuture<Void> closed) {
    try {
      open.file().close();
      task.done();
      closed.complete(null);
    } catch (Exception e) {
      task.failed(e);
      closed.completeExceptionally(e);
    }
  }
}
