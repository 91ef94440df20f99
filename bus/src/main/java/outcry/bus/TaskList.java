package outcry.bus;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import outcry.model.query.TaskView;

/**
 * What is running now: every verticle, session, reader and background task with its state and age.
 * The last failures stay visible. Thread-safe.
 */
public final class TaskList {

  private static final int ENDED_MAX = 100;

  /** How a task is doing. */
  public enum State {
    RUNNING,
    DONE,
    CANCELED,
    FAILED
  }

  private final List<Supplier<List<TaskView>>> sources = new CopyOnWriteArrayList<>();
  private final Set<Task> running = new LinkedHashSet<>();
  private final Deque<Task> ended = new ArrayDeque<>();

  /**
   * A task begins.
   *
   * @param kind verticle, session, reader, ...
   */
  public Task begin(String kind, String name) {
    var task = new Task(kind, name);
    synchronized (this) {
      running.add(task);
    }
    return task;
  }

  /** Lists more beside the tasks, e.g. the timers of a timeline; asked from any thread. */
  public void source(Supplier<List<TaskView>> more) {
    sources.add(more);
  }

  /** Running ones first, in the order they began; then timers; then the last that failed. */
  public synchronized List<TaskView> list() {
    var views = new ArrayList<TaskView>();
    running.forEach(task -> views.add(task.view()));
    sources.forEach(source -> views.addAll(source.get()));
    ended.forEach(task -> views.add(task.view()));
    return views;
  }

  public synchronized List<TaskView> running() {
    return running.stream().map(Task::view).toList();
  }

  private synchronized void end(Task task) {
    if (running.remove(task) && task.state == State.FAILED) {
      ended.addFirst(task);
      if (ended.size() > ENDED_MAX) {
        ended.removeLast();
      }
    }
  }

  /** One task. Ends once, in one of three ways; later ends are ignored. */
  public final class Task {

    private final String kind;
    private final String name;
    private State state = State.RUNNING;
    private long sinceNanos = now();
    private String detail = "";

    private Task(String kind, String name) {
      this.kind = kind;
      this.name = name;
    }

    /** What it is doing, for people. */
    public synchronized void detail(String text) {
      detail = text;
    }

    public void done() {
      finish(State.DONE, "");
    }

    public void canceled() {
      finish(State.CANCELED, "");
    }

    public void failed(Throwable cause) {
      finish(State.FAILED, String.valueOf(cause));
    }

    private void finish(State end, String text) {
      synchronized (this) {
        if (state != State.RUNNING) {
          return;
        }
        state = end;
        sinceNanos = now();
        detail = text;
      }
      end(this);
    }

    private synchronized TaskView view() {
      return new TaskView(kind, name, state.name(), sinceNanos, detail);
    }
  }

  private static long now() {
    return TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
  }
}
