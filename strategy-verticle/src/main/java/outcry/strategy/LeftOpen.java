package outcry.strategy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import outcry.bus.Defects;
import outcry.bus.Timeline;
import outcry.model.Contingency;
import outcry.model.OrderCommand;
import outcry.model.OrderCommand.CancelAlgorithm;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderCommand.SubmitList;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.RefusalCode;

/** The orders a strategy leaves open at its end: canceled, until every cancel is answered. */
final class LeftOpen {

  private final Defects defects;
  private final StrategySpec spec;
  private final StrategyConfig config;
  private final Timeline timeline;
  private final CommandSender sender;

  /** Not yet canceled, and how often that was asked for. */
  private final Map<String, Integer> cancels = new LinkedHashMap<>();

  /** Which of them are algorithms: ids of orders and algorithms are of one sequence. */
  private final Set<String> algorithms = new HashSet<>();

  private final Promise<Void> dealtWith = Promise.promise();
  private boolean mustCancel;
  private String cause = "";

  LeftOpen(
      Defects defects,
      StrategySpec spec,
      StrategyConfig config,
      Timeline timeline,
      CommandSender sender) {
    this.defects = defects;
    this.spec = spec;
    this.config = config;
    this.timeline = timeline;
    this.sender = sender;
  }

  /**
   * Cancels these, and those still on their way as soon as they have arrived: the algorithms first,
   * so that they send nothing more.
   */
  void cancel(
      Collection<String> algorithmIds, Collection<String> clientOrderIds, String endReason) {
    mustCancel = true;
    cause = "strategy " + spec.name() + ": " + endReason;
    algorithms.addAll(algorithmIds);
    algorithmIds.forEach(this::cancel);
    clientOrderIds.forEach(this::cancel);
  }

  private void cancel(String id) {
    cancels.merge(id, 1, Integer::sum);
    long now = timeline.nowNanos();
    sender.send(
        algorithms.contains(id)
            ? new CancelAlgorithm(spec.account(), id, cause, now)
            : new CancelOrder(spec.account(), id, cause, now),
        System.nanoTime());
  }

  /** What became of a command after the end. */
  void onOutcome(OrderCommand command, CommandSender.Outcome outcome) {
    if (command instanceof SubmitOrder order
        && mustCancel
        && !(outcome instanceof CommandSender.Outcome.NotDone)) {
      cancel(order.clientOrderId());
    } else if (command instanceof SubmitList list
        && mustCancel
        && !(outcome instanceof CommandSender.Outcome.NotDone)) {
      leave(list);
    } else if (command instanceof StartAlgorithm start
        && mustCancel
        && !(outcome instanceof CommandSender.Outcome.NotDone)) {
      algorithms.add(start.algorithmId());
      cancel(start.algorithmId());
    } else if (command instanceof CancelAlgorithm cancel) {
      onCancel(cancel.algorithmId(), outcome);
    } else if (command instanceof CancelOrder cancel) {
      onCancel(cancel.clientOrderId(), outcome);
    }
  }

  /** The exits of a bracket stay: what its entry has filled is protected, and the rest ends. */
  private void leave(SubmitList list) {
    var orders =
        list.contingency() == Contingency.BRACKET ? list.orders().subList(0, 1) : list.orders();
    orders.forEach(order -> cancel(order.clientOrderId()));
  }

  /**
   * The owner may be recovering: an order is not left behind because it could not answer at once.
   */
  private void onCancel(String clientOrderId, CommandSender.Outcome outcome) {
    if (isSettled(outcome)) {
      cancels.remove(clientOrderId);
      runHasEnded();
    } else if (cancels.getOrDefault(clientOrderId, 0) < config.attemptsMax()) {
      timeline.after(
          config.retryDelay().toNanos(), "cancel " + clientOrderId, () -> cancel(clientOrderId));
    } else {
      cancels.remove(clientOrderId);
      defects.report(
          "strategy end",
          new IllegalStateException(
              clientOrderId + " may still be open and has no strategy: " + outcome));
      runHasEnded();
    }
  }

  private static boolean isSettled(CommandSender.Outcome outcome) {
    return switch (outcome) {
      case CommandSender.Outcome.Done _, CommandSender.Outcome.EachDone _ -> true;
      case CommandSender.Outcome.Unknown _ -> false;
      case CommandSender.Outcome.NotDone(RefusalCode code, String _) ->
          code == RefusalCode.TERMINAL
              || code == RefusalCode.UNKNOWN_ORDER
              || code == RefusalCode.UNKNOWN_ALGORITHM;
    };
  }

  /** Whoever carries on has them: nothing is awaited any more. */
  void abandon() {
    mustCancel = false;
    cancels.clear();
    dealtWith.tryComplete();
  }

  /** Nothing but cancels is awaited from here on. */
  void runHasEnded() {
    if (cancels.isEmpty()) {
      dealtWith.tryComplete();
    }
  }

  /** Completes when the run has ended and every cancel has been answered. */
  Future<Void> dealtWith() {
    return dealtWith.future();
  }
}
