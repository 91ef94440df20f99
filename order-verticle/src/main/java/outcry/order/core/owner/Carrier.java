package outcry.order.core.owner;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import outcry.model.OrderEvent.IntentEvent;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Refused;
import outcry.model.RefusalCode;
import outcry.order.core.Decision;
import outcry.order.core.InvariantViolation;

/**
 * Carries decisions out: their events are applied and journaled; once they are durable the asker is
 * answered and the venues are asked.
 */
final class Carrier {

  /** Duties looked for in a row; then others get their turn first. */
  private static final int DUTIES_IN_A_ROW = 256;

  private final Owner owner;
  private final OwnerLog log;
  private final OwnerClock clock;
  private final OwnerListener listener;

  /** Orders whose intent is decided and not durable yet. */
  private final Set<Long> onTheWay = new HashSet<>();

  private boolean lookingForDuties;

  Carrier(Owner owner, OwnerLog log, OwnerClock clock, OwnerListener listener) {
    this.owner = owner;
    this.log = log;
    this.clock = clock;
    this.listener = listener;
  }

  void carryOut(Decision decision) {
    carryOut(decision, null, null);
  }

  /**
   * @param asker null where nobody asked
   * @param again decides anew what certainly did not become durable: the journal refused something
   *     before it (then it gets null or that failure), or had no room; null if it need not be
   */
  void carryOut(Decision decision, Consumer<OrderReply> asker, Consumer<Throwable> again) {
    decision.incidents().forEach(listener::incident);
    if (decision.events().isEmpty()) {
      decision.effects().forEach(owner.venues()::carryOut);
      if (asker != null) { // what it tells about may not be durable yet
        log.afterPending(
            () -> {
              if (owner.isSteady()) {
                reply(asker, decision.reply());
              } else {
                owner.later(() -> again.accept(null));
              }
            },
            failure -> reply(asker, OwnerLog.notDone(failure)));
      }
      return;
    }
    try {
      for (var event : decision.events()) {
        owner.orders().apply(event);
        if (event instanceof IntentEvent) {
          onTheWay.add(event.orderId());
        }
        listener.decided(event, owner.orders());
      }
    } catch (RuntimeException e) {
      owner.stopForDefect(e);
      reply(asker, new Refused(RefusalCode.INTERNAL, e.toString()));
      return;
    }
    log.append(
        decision.events(),
        () -> committed(decision, asker, again),
        failure -> {
          over(decision);
          if (owner.recovery().refused(failure) && again != null) {
            owner.later(() -> again.accept(failure));
          } else {
            reply(asker, OwnerLog.notDone(failure));
          }
        });
    lookForDuties();
    owner.venues().stateChanged();
  }

  private void committed(Decision decision, Consumer<OrderReply> asker, Consumer<Throwable> again) {
    for (var event : decision.events()) {
      listener.committed(event);
    }
    over(decision);
    if (asker != null && again != null && !owner.isSteady()) {
      // something before it was refused, and part of the answer may be about that
      owner.later(() -> again.accept(null));
    } else {
      reply(asker, decision.reply());
    }
    if (!decision.effects().isEmpty()) {
      owner.whenSteady(() -> decision.effects().forEach(owner.venues()::carryOut));
    }
    owner.recovery().openIfClear();
  }

  private void over(Decision decision) {
    for (var event : decision.events()) {
      if (event instanceof IntentEvent) {
        onTheWay.remove(event.orderId());
      }
    }
  }

  void reply(Consumer<OrderReply> asker, OrderReply reply) {
    if (asker != null) {
      listener.replied(reply);
      asker.accept(reply);
    }
  }

  /** Nothing goes to a venue before its intent is durable. */
  boolean isDurable(long orderId) {
    if (onTheWay.contains(orderId)) {
      owner.stopForDefect(
          new InvariantViolation("I1", "the intent of " + orderId + " is not durable"));
      return false;
    }
    return true;
  }

  /**
   * Carries out what is due by the state alone, until nothing is: held orders, contingent orders,
   * algorithms. Duties are a matter of the state, not of what just happened, so looking once too
   * often does nothing and what one look misses the next one finds.
   */
  void lookForDuties() {
    if (lookingForDuties || !owner.isTrading()) {
      return; // a duty that was carried out: the loop below goes on
    }
    lookingForDuties = true;
    try {
      for (int i = 0; i < DUTIES_IN_A_ROW && owner.isTrading(); i++) {
        Decision due;
        try {
          due = owner.orders().decideDue(clock.nowNanos());
        } catch (RuntimeException e) {
          owner.stopForDefect(e);
          return;
        }
        if (due.isNothing()) {
          owner.venues().armTick();
          return;
        }
        carryOut(due);
      }
    } finally {
      lookingForDuties = false;
    }
    clock.after(0, "duties " + owner.partition(), this::lookForDuties);
  }
}
