package outcry.gateway.security;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import outcry.bus.InFlight;
import outcry.bus.Node;
import outcry.journal.AuditNote;

/**
 * Tells the audit of refused access: at most ten times a second, the rest as a number, so that a
 * flood of bad requests is no flood of rows. Event loop only.
 */
final class AccessLog {

  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  private static final int PER_SECOND = 10;
  private static final int TEXT_MAX = 200;

  private final Node node;
  private final Function<AuditNote, CompletionStage<Long>> note;
  private final EpochClock clock;
  private long second;
  private int inSecond;
  private long leftOut;

  AccessLog(Node node, Function<AuditNote, CompletionStage<Long>> note, EpochClock clock) {
    this.node = node;
    this.note = note;
    this.clock = clock;
    node.metrics().announce("access_refused_total", "code");
  }

  /**
   * @param code why
   * @param actor the name of a key; empty if nobody is known
   * @param what the request, without its query, which might hold a secret
   */
  void refused(String code, String actor, String account, String address, String what) {
    node.metrics().counter("access_refused_total", "code", code).increment();
    long now = clock.millis() / 1_000;
    if (now != second) {
      second = now;
      inSecond = 0;
    }
    if (++inSecond > PER_SECOND) {
      leftOut++;
      return;
    }
    var more = leftOut == 0 ? "" : "; " + leftOut + " before were left out";
    leftOut = 0;
    var detail = code + ": " + printable(what) + " from " + address + more;
    LOG.warn("access refused to {}: {}", actor.isEmpty() ? "nobody known" : actor, detail);
    keep(new AuditNote(clock.nanos(), AuditNote.Kind.ACCESS, printable(account), actor, detail));
  }

  private void keep(AuditNote kept) {
    node.bus()
        .await(
            InFlight.Kind.JOURNAL,
            "access note",
            note.apply(kept),
            (_, failure) -> {
              if (failure != null) {
                LOG.warn("not noted for the audit: {}", failure.getMessage());
              }
            });
  }

  /** On one line, and short. */
  private static String printable(String text) {
    var shortened = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
    return shortened.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
