package outcry.exchange.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import outcry.model.ExecutionReport;
import outcry.model.ReportPage;

/**
 * What the exchange has told each client, numbered, to be told again. The last {@code keptMax}
 * reports of an account are kept; who asks for older ones is told from the oldest kept.
 */
public final class ToldReports {

  /** Reports in one answer; the asker comes back for more. */
  public static final int PAGE_MAX = 500;

  /** Reports kept for each account. */
  public static final int KEPT_MAX = 100_000;

  private static final class Told {
    final Deque<ExecutionReport> kept = new ArrayDeque<>();
    long last;
  }

  private final long startedNanos;
  private final int keptMax;
  private final Map<String, Told> accounts = new TreeMap<>();

  /**
   * @param accounts the clients
   * @param startedNanos when the exchange was started, epoch nanoseconds
   */
  public ToldReports(Collection<String> accounts, long startedNanos, int keptMax) {
    this.startedNanos = startedNanos;
    this.keptMax = keptMax;
    accounts.forEach(account -> this.accounts.put(account, new Told()));
  }

  /**
   * Numbers a report that is in the log.
   *
   * @return the page to tell the client; not numbered if it is none
   */
  public ReportPage add(ExecutionReport report) {
    var told = accounts.get(report.account());
    if (told == null) {
      return new ReportPage(report.account(), startedNanos, 0, List.of(report));
    }
    told.last++;
    told.kept.add(report);
    if (told.kept.size() > keptMax) {
      told.kept.remove();
    }
    return new ReportPage(report.account(), startedNanos, told.last, List.of(report));
  }

  /** Reports from a number on; empty if nobody of that name is a client. */
  public Optional<ReportPage> from(String account, long from) {
    var told = accounts.get(account);
    if (told == null) {
      return Optional.empty();
    }
    long oldest = told.last - told.kept.size() + 1;
    long first = Math.clamp(from, oldest, told.last + 1);
    var page = new ArrayList<ExecutionReport>();
    told.kept.stream().skip(first - oldest).limit(PAGE_MAX).forEach(page::add);
    return Optional.of(new ReportPage(account, startedNanos, first, page));
  }

  /** A sign of life for each client. */
  public List<ReportPage> heartbeats() {
    var pages = new ArrayList<ReportPage>();
    accounts.forEach(
        (account, told) ->
            pages.add(new ReportPage(account, startedNanos, told.last + 1, List.of())));
    return pages;
  }
}
