package outcry.bus;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where exceptions that nobody expected end: counted by place, logged with their stack, told to
 * whoever must stop trading because of them. Thread-safe.
 */
public final class Defects {

  /**
   * @param place the address family, timer or task in which it happened
   */
  public record Defect(String place, Throwable cause) {}

  private static final Logger LOG = LoggerFactory.getLogger(Defects.class);

  private final Metrics metrics;
  private final List<Consumer<Defect>> listeners = new CopyOnWriteArrayList<>();

  public Defects(Metrics metrics) {
    this.metrics = metrics;
    metrics.announce("defects_total", "place");
  }

  public void report(String place, Throwable cause) {
    metrics.counter("defects_total", "place", place).increment();
    LOG.error("defect in {}", place, cause);
    var defect = new Defect(place, cause);
    listeners.forEach(listener -> tell(listener, defect));
  }

  private void tell(Consumer<Defect> listener, Defect defect) {
    try {
      listener.accept(defect);
    } catch (RuntimeException e) {
      metrics.counter("defects_total", "place", "defect listener").increment();
      LOG.error("a listener failed at the defect in {}", defect.place(), e);
    }
  }

  /** Runs an action; what it throws is reported. */
  public void guard(String place, Runnable action) {
    try {
      action.run();
    } catch (Throwable e) {
      report(place, e);
    }
  }

  /** Called on the thread of the defect; must not throw. */
  public void onDefect(Consumer<Defect> listener) {
    listeners.add(listener);
  }
}
