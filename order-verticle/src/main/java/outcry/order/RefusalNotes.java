package outcry.order;

import java.util.concurrent.TimeUnit;
import outcry.bus.Bus;
import outcry.bus.InFlight;
import outcry.bus.Timeline;
import outcry.journal.AuditNote;
import outcry.journal.Journal;
import outcry.model.OrderCommand;
import outcry.model.OrderReply.Refused;

/**
 * Keeps a note of every command that was refused without an event saying so, for the audit. A storm
 * of refusals is told as the first hundred of each second and a count of the rest. One event loop.
 */
final class RefusalNotes {

  private static final int NOTES_PER_SECOND = 100;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Bus bus;
  private final Journal journal;
  private final Timeline timeline;
  private long secondBegan;
  private int noted;
  private int leftOut;
  private long failureToldNanos = Long.MIN_VALUE / 2;

  RefusalNotes(Bus bus, Journal journal, Timeline timeline) {
    this.bus = bus;
    this.journal = journal;
    this.timeline = timeline;
  }

  void refused(OrderCommand command, Refused refused) {
    long now = timeline.nowNanos();
    if (now - secondBegan >= SECOND) {
      if (leftOut > 0) {
        note(new AuditNote(now, AuditNote.Kind.REFUSAL, "", "", leftOut + " more were refused"));
      }
      secondBegan = now;
      noted = 0;
      leftOut = 0;
    }
    if (noted == NOTES_PER_SECOND) {
      leftOut++;
      return;
    }
    noted++;
    var detail =
        command.getClass().getSimpleName()
            + " "
            + subject(command)
            + ": "
            + refused.code()
            + ": "
            + refused.detail();
    note(new AuditNote(now, AuditNote.Kind.REFUSAL, command.account(), actor(command), detail));
  }

  private void note(AuditNote note) {
    bus.await(
        InFlight.Kind.JOURNAL,
        "audit note",
        journal.note(note),
        (_, failure) -> {
          if (failure != null && timeline.nowNanos() - failureToldNanos >= SECOND) {
            failureToldNanos = timeline.nowNanos(); // a database that is away fails all of them
            bus.defects().report("audit note", failure);
          }
        });
  }

  private static String subject(OrderCommand command) {
    return switch (command) {
      case OrderCommand.SubmitOrder c -> c.clientOrderId();
      case OrderCommand.SubmitList c -> c.listId();
      case OrderCommand.StartAlgorithm c -> c.algorithmId();
      case OrderCommand.CancelAlgorithm c -> c.algorithmId();
      case OrderCommand.CancelOrder c -> c.clientOrderId();
      case OrderCommand.AmendOrder c -> c.clientOrderId();
      case OrderCommand.CancelAll c -> c.symbol();
      case OrderCommand.SetTradingState c -> c.scope() + " " + c.key() + " " + c.state();
    };
  }

  /** Who asked, as far as the command says. */
  private static String actor(OrderCommand command) {
    return switch (command) {
      case OrderCommand.SubmitOrder c -> c.strategy();
      case OrderCommand.SubmitList c ->
          c.orders().isEmpty() ? "" : c.orders().getFirst().strategy();
      case OrderCommand.StartAlgorithm c -> c.strategy();
      case OrderCommand c -> c.cause().isEmpty() ? "operator" : "";
    };
  }
}
