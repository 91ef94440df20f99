package outcry.exchange.core;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import outcry.model.ExecutionReport;
import outcry.model.ReportPage;

/**
 * Puts the reports of one account back into the order of their numbers: what came twice is dropped,
 * what came early waits for what is missing. Not thread-safe.
 */
public final class ReportSequence {

  /** Reports that may wait for an earlier one; the latest are let go, and asked for again. */
  static final int EARLY_MAX = 1_000;

  private final TreeMap<Long, ExecutionReport> early = new TreeMap<>();
  private long next;
  private long nextToCome;
  private long startedNanos;
  private boolean lost;

  /**
   * @param page what comes next; what came before it is not wanted
   */
  public ReportSequence(ReportPage page) {
    next = page.next();
    nextToCome = next;
    startedNanos = page.startedNanos();
  }

  /**
   * Takes a page as it comes.
   *
   * @return the reports whose turn it is now
   */
  public List<ExecutionReport> accept(ReportPage page) {
    if (page.first() == 0) {
      return page.reports();
    }
    if (page.startedNanos() < startedNanos) {
      return List.of(); // from before a restart: whatever of it is missing is asked for again
    }
    if (page.startedNanos() > startedNanos) {
      startedNanos = page.startedNanos();
      early.clear();
      nextToCome = next;
      if (page.first() < next) { // the venue has lost its log, and counts anew
        lost = true;
        next = page.first();
        nextToCome = next;
      }
    }
    long number = page.first();
    for (var report : page.reports()) {
      if (number >= next) {
        early.put(number, report);
      }
      number++;
    }
    nextToCome = Math.max(nextToCome, page.next());
    var turn = new ArrayList<ExecutionReport>();
    while (!early.isEmpty() && early.firstKey() == next) {
      turn.add(early.pollFirstEntry().getValue());
      next++;
    }
    while (early.size() > EARLY_MAX) {
      early.pollLastEntry();
    }
    return turn;
  }

  /**
   * Takes the answer to a question for what is missing. If the venue does not have that any more,
   * {@link #isLost} tells, and it goes on with what there is.
   */
  public List<ExecutionReport> acceptAnswer(ReportPage page) {
    if (page.startedNanos() == startedNanos && page.first() > next) {
      lost = true;
      next = page.first();
      early.headMap(next).clear();
    }
    return accept(page);
  }

  /** Whether a report is known to be told that has not come. */
  public boolean isMissing() {
    return next < nextToCome;
  }

  /** The number of the next report to deliver. */
  public long next() {
    return next;
  }

  /** When the venue was started, as far as is known here; epoch nanoseconds. */
  public long startedNanos() {
    return startedNanos;
  }

  /** Whether reports were lost for good since the last call: only the state tells about them. */
  public boolean isLost() {
    boolean was = lost;
    lost = false;
    return was;
  }
}
