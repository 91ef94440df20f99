package outcry.simulation.audit;

import java.util.EnumMap;
import java.util.Map;
import outcry.simulation.kernel.Trace;
import outcry.simulation.kernel.VirtualScheduler;

/** The violations of one life. The first one is kept; it is the one to look at. */
public final class Findings {

  private final VirtualScheduler scheduler;
  private final Trace trace;
  private final Map<Count, Integer> counts = new EnumMap<>(Count.class);
  private Violation first;

  public Findings(VirtualScheduler scheduler, Trace trace) {
    this.scheduler = scheduler;
    this.trace = trace;
  }

  void violated(String id, String text) {
    var violation = new Violation(scheduler.elapsedNanos(), id, text);
    if (first == null) {
      first = violation;
    }
    if (trace.isOn()) {
      trace.line("AUDITOR", violation.id() + ": " + violation.text());
    }
  }

  void violated(Count count, String text) {
    counts.merge(count, 1, Integer::sum);
    violated(count.name(), text);
  }

  /** Null if there is none. */
  public Violation first() {
    return first;
  }

  public int of(Count count) {
    return counts.getOrDefault(count, 0);
  }
}
