package outcry.strategy;

import io.vertx.core.Future;
import java.util.function.BiConsumer;
import outcry.bus.Node;
import outcry.bus.Timeline;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderReply.Refused;
import outcry.model.RefusalCode;
import outcry.strategy.core.OwnOrders;

/**
 * The orders of one run, on the event loop: sends its commands, tells the strategy what became of
 * them, and cancels what it leaves open.
 */
final class RunOrders {

  private static final int ENDED_MAX = 10_000;

  private final OwnOrders own;
  private final CommandSender sender;
  private final LeftOpen leftOpen;
  private final Lane lane;
  private final OrderDesk desk;

  /** Hears of every outcome first. */
  private final BiConsumer<OrderCommand, CommandSender.Outcome> onOutcome;

  private boolean over;
  private long orders;

  RunOrders(
      Node node,
      StrategySpec spec,
      StrategyConfig config,
      Timeline timeline,
      Lane lane,
      OrderDesk desk,
      BiConsumer<OrderCommand, CommandSender.Outcome> onOutcome) {
    this.lane = lane;
    this.desk = desk;
    this.onOutcome = onOutcome;
    own = new OwnOrders(spec.account(), spec.name(), ENDED_MAX);
    sender = new CommandSender(node.bus(), timeline, config, spec, this::onOutcome);
    leftOpen = new LeftOpen(node.defects(), spec, config, timeline, sender);
  }

  /** An event of the journal; those of other strategies are none of ours. */
  void take(OrderEvent event) {
    if (own.takeAlgorithm(event)) {
      lane.control(() -> desk.take(event));
    }
    own.takeList(event);
    var clientOrderId = own.take(event);
    if (clientOrderId != null) {
      lane.control(() -> desk.take(clientOrderId, event));
    }
  }

  OwnOrders own() {
    return own;
  }

  void send(OrderCommand command, long askedAt) {
    if (command instanceof SubmitOrder order) {
      own.submitted(order.clientOrderId());
      orders++;
    } else if (command instanceof SubmitList list) {
      list.orders().forEach(order -> own.submitted(order.clientOrderId()));
      orders += list.orders().size();
    } else if (command instanceof StartAlgorithm start) {
      own.started(start.algorithmId());
    }
    sender.send(command, askedAt);
  }

  private void onOutcome(OrderCommand command, CommandSender.Outcome outcome) {
    onOutcome.accept(command, outcome);
    if (over) {
      leftOpen.onOutcome(command, outcome);
      return;
    }
    switch (outcome) {
      case CommandSender.Outcome.Done _ -> {} // the journal tells the rest
      case CommandSender.Outcome.EachDone(var each) -> {
        var list = (SubmitList) command;
        for (int i = 0; i < each.size(); i++) {
          if (each.get(i) instanceof Refused(RefusalCode code, String detail)) {
            var order = list.orders().get(i);
            own.refused(order.clientOrderId());
            lane.control(() -> desk.refused(order, code, detail));
          }
        }
      }
      case CommandSender.Outcome.NotDone(RefusalCode code, String detail) -> {
        if (command instanceof SubmitList list) {
          list.orders().forEach(order -> own.refused(order.clientOrderId()));
        } else if (command instanceof SubmitOrder order) {
          own.refused(order.clientOrderId());
        } else if (command instanceof StartAlgorithm start) {
          own.refusedAlgorithm(start.algorithmId());
        }
        lane.control(() -> desk.refused(command, code, detail));
      }
      case CommandSender.Outcome.Unknown(String detail) ->
          lane.control(() -> desk.unanswered(command, detail));
    }
  }

  /** The run is over: no new orders from here on, and what is open is canceled if asked for. */
  void end(boolean cancel, String reason) {
    over = true;
    sender.noMoreSubmits();
    if (cancel) {
      leftOpen.cancel(own.algorithms(), own.open(), reason);
    }
  }

  /** The run has told everybody that it is over. */
  void ended() {
    leftOpen.runHasEnded();
  }

  /** Somebody else carries on: nothing more goes out, cancels included. */
  void abandon() {
    sender.close();
    leftOpen.abandon();
  }

  /** Completes when the run has ended and every cancel has been answered. */
  Future<Void> dealtWith() {
    return leftOpen.dealtWith();
  }

  long count() {
    return orders;
  }
}
