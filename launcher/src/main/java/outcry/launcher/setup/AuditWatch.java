package outcry.launcher.setup;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.Health;
import outcry.bus.InFlight;
import outcry.bus.Node;
import outcry.journal.AuditReport;
import outcry.journal.Journal;

/**
 * Audits the journal's hash chains at the start and once a day (I23), on a reader thread of the
 * journal. What it finds is an error in the log, a counted violation, and makes the node not ready:
 * somebody changed what was only to be appended.
 */
public final class AuditWatch extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(AuditWatch.class);
  private static final long PERIOD_MS = TimeUnit.DAYS.toMillis(1);

  private final Node node;
  private final Journal journal;
  private long timer = -1;
  private boolean stopped;
  private volatile String found = "";

  public AuditWatch(Node node, Journal journal) {
    this.node = node;
    this.journal = journal;
  }

  @Override
  public Future<?> start() {
    node.health()
        .part(
            "audit",
            () -> found.isEmpty() ? Health.Status.UP : Health.Status.down("audit: " + found));
    look();
    return Future.succeededFuture();
  }

  private void look() {
    node.bus()
        .await(
            InFlight.Kind.JOURNAL,
            "journal audit",
            journal.audit(),
            (report, failure) -> {
              if (failure == null) {
                report(report);
              } else if (!stopped) {
                LOG.warn("the journal could not be audited: {}", failure.getMessage());
              }
              if (!stopped) {
                timer = vertx.setTimer(PERIOD_MS, _ -> look());
              }
            });
  }

  private void report(AuditReport report) {
    for (var violation : report.violations()) {
      node.metrics().counter("invariant_violations_total", "id", violation.invariant()).increment();
      LOG.error("{}: {}", violation.invariant(), violation.detail());
      found = violation.detail();
    }
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    node.health().remove("audit");
    return Future.succeededFuture();
  }
}
