package outcry.bus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** Whether this node can do its work. Each part says so for itself when asked. Thread-safe. */
public final class Health {

  /**
   * How one part is.
   *
   * @param detail why not; if it is up, what people should know all the same, usually nothing
   */
  public record Status(boolean up, String detail) {

    public static final Status UP = new Status(true, "");

    public static Status down(String detail) {
      return new Status(false, detail);
    }

    /** For people. */
    public String text() {
      return !up ? detail : detail.isEmpty() ? "up" : "up, " + detail;
    }
  }

  private final Map<String, Supplier<Status>> parts = new ConcurrentSkipListMap<>();

  /** A part is asked from any thread; its answer must not block. Replaces the part of that name. */
  public void part(String name, Supplier<Status> status) {
    parts.put(name, status);
  }

  public void remove(String name) {
    parts.remove(name);
  }

  /** Every part's status by name. */
  public Map<String, Status> check() {
    var statuses = new LinkedHashMap<String, Status>();
    parts.forEach((name, status) -> statuses.put(name, ask(status)));
    return statuses;
  }

  private static Status ask(Supplier<Status> status) {
    try {
      return status.get();
    } catch (RuntimeException e) {
      return Status.down("cannot say: " + e);
    }
  }

  /** Ready to trade: there are parts, and all are up. */
  public boolean isReady() {
    var statuses = check();
    return !statuses.isEmpty() && statuses.values().stream().allMatch(Status::up);
  }
}
