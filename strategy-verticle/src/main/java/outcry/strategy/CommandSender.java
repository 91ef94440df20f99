package outcry.strategy;

import java.util.List;
import java.util.function.BiConsumer;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.Hop;
import outcry.bus.HopLatency;
import outcry.bus.RequestAddress;
import outcry.bus.Timeline;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.RefusalCode;
import outcry.strategy.core.CommandAttempts;
import outcry.strategy.core.Resumption;

/**
 * Sends commands to the owner of an account: the same command under the same id until there is a
 * final answer, a bounded number of times.
 */
final class CommandSender {

  /** How it ended. */
  sealed interface Outcome {

    record Done() implements Outcome {}

    /**
     * Of several orders, each with an answer of its own.
     *
     * @param each in the order of the command
     */
    record EachDone(List<OrderReply> each) implements Outcome {}

    record NotDone(RefusalCode code, String detail) implements Outcome {}

    /** Only the journal can tell. */
    record Unknown(String detail) implements Outcome {}
  }

  private static final Outcome DONE = new Outcome.Done();

  private final Bus bus;
  private final Timeline timeline;
  private final StrategyConfig config;
  private final RequestAddress<OrderCommand, OrderReply> owner;
  private final HopLatency journaled;
  private final BiConsumer<OrderCommand, Outcome> onOutcome;
  private final String principal;
  private boolean noMoreSubmits;
  private boolean closed;

  CommandSender(
      Bus bus,
      Timeline timeline,
      StrategyConfig config,
      StrategySpec spec,
      BiConsumer<OrderCommand, Outcome> onOutcome) {
    this.bus = bus;
    this.timeline = timeline;
    this.config = config;
    this.owner =
        Addresses.orderCommands(Addresses.partitionOf(spec.account(), config.partitions()));
    this.journaled = bus.metrics().latency(Hop.STRATEGY_TO_JOURNALED);
    this.onOutcome = onOutcome;
    this.principal = "strategy/" + spec.name();
  }

  /** New orders are not sent again from here on; cancels are. */
  void noMoreSubmits() {
    noMoreSubmits = true;
  }

  /** Nothing is sent from here on, and nobody hears how it ended. */
  void close() {
    closed = true;
  }

  void send(OrderCommand command, long askedAt) {
    send(command, askedAt, new CommandAttempts(config.commandAttempts()));
  }

  private void send(OrderCommand command, long askedAt, CommandAttempts attempts) {
    bus.request(owner, command, config.commandTimeout(), principal)
        .onComplete(
            reply -> {
              if (closed) {
                return;
              }
              if (reply.succeeded()) {
                answered(command, askedAt, attempts, reply.result());
              } else {
                boolean notDelivered = Bus.isNoHandlers(reply.cause());
                var next = attempts.failed(notDelivered);
                follow(
                    command,
                    askedAt,
                    attempts,
                    next,
                    RefusalCode.NO_OWNER,
                    "no answer from the owner of the account: " + reply.cause().getMessage());
              }
            });
  }

  private void answered(
      OrderCommand command, long askedAt, CommandAttempts attempts, OrderReply reply) {
    switch (reply) {
      case OrderReply.ListAcknowledged(_, var each) -> {
        journaled.record(System.nanoTime() - askedAt);
        onOutcome.accept(command, new Outcome.EachDone(each));
      }
      case Acknowledged _ -> {
        if (command instanceof SubmitOrder) {
          journaled.record(System.nanoTime() - askedAt);
        }
        onOutcome.accept(command, DONE);
      }
      case Refused(var code, var detail) when attempts.isFinal(code) ->
          onOutcome.accept(command, new Outcome.NotDone(code, detail));
      case Refused(var code, var detail) ->
          follow(command, askedAt, attempts, attempts.next(), code, detail);
    }
  }

  private void follow(
      OrderCommand command,
      long askedAt,
      CommandAttempts attempts,
      CommandAttempts.Next next,
      RefusalCode code,
      String detail) {
    boolean again =
        next == CommandAttempts.Next.AGAIN && !(noMoreSubmits && Resumption.isNew(command));
    if (again) {
      timeline.after(
          config.retryDelay().toNanos(),
          "command again",
          () -> sendAgain(command, askedAt, attempts, code, detail));
    } else if (next == CommandAttempts.Next.NOT_DONE) {
      onOutcome.accept(command, new Outcome.NotDone(code, detail));
    } else {
      onOutcome.accept(command, new Outcome.Unknown(detail));
    }
  }

  /** The strategy may have ended while it waited: then no new order follows. */
  private void sendAgain(
      OrderCommand command,
      long askedAt,
      CommandAttempts attempts,
      RefusalCode code,
      String detail) {
    if (closed) {
      return;
    }
    if (noMoreSubmits && Resumption.isNew(command)) {
      follow(command, askedAt, attempts, attempts.givenUp(), code, detail);
    } else {
      send(command, askedAt, attempts);
    }
  }
}
