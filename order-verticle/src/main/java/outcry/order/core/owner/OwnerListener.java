package outcry.order.core.owner;

import java.util.List;
import outcry.journal.Ownership;
import outcry.model.FindingAction;
import outcry.model.FindingKind;
import outcry.model.OrderEvent;
import outcry.model.OrderReply;
import outcry.order.core.Incident;
import outcry.order.core.Orders;

/**
 * Hears what an owner does: the doorbell, the metrics and the log. Called on the owner's thread,
 * from inside the owner; it must not call the owner back.
 */
public interface OwnerListener {

  /** What an owner is doing. */
  enum Phase {
    /** The journal is being read: at the start, and anew when it refused what was applied. */
    READING,
    /** Asking the venues about open orders; cancels and halts pass. */
    RECOVERING,
    TRADING,
    /** For ever. Somebody else may claim the partition. */
    STOPPED
  }

  /**
   * The doorbell: events are durable, the last of them with this sequence, gap-free. Told before
   * anybody is answered or any venue is asked because of them.
   */
  void journaled(Ownership ownership, List<OrderEvent> events, long lastSequence);

  /** An event was applied; it is not durable yet. */
  void decided(OrderEvent event, Orders orders);

  /** An event is durable. */
  void committed(OrderEvent event);

  void replied(OrderReply reply);

  void incident(Incident incident);

  /** An account differs from its venue, for long enough; told once, with what is done about it. */
  default void finding(FindingKind kind, FindingAction action) {}

  /** A bug, or a violated invariant; the owner stops right after it. */
  void defect(RuntimeException defect);

  /**
   * @param why for people; empty if it is the normal course of things
   * @param cause null if nothing failed
   */
  void phase(Phase phase, String why, Throwable cause);
}
