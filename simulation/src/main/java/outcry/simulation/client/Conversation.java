package outcry.simulation.client;

import java.util.function.Consumer;
import outcry.model.OrderCommand;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.ListAcknowledged;
import outcry.model.OrderReply.Refused;
import outcry.simulation.cluster.Cluster;
import outcry.simulation.kernel.Chance;
import outcry.simulation.kernel.VirtualScheduler;

/** One command, sent again and again until there is an answer that will not change. */
final class Conversation {

  private static final long MILLIS = 1_000_000;

  private final Desk desk;
  private final long intention;
  private final int partition;
  private final Consumer<OrderReply> over;
  private OrderCommand command;
  private boolean answered;
  private int attempts;

  /** What every conversation of a life shares. */
  record Desk(VirtualScheduler scheduler, Chance chance, Cluster cluster, ClientWitness witness) {}

  Conversation(
      Desk desk, long intention, int partition, OrderCommand command, Consumer<OrderReply> over) {
    this.desk = desk;
    this.intention = intention;
    this.partition = partition;
    this.command = command;
    this.over = over;
  }

  void begin() {
    send();
  }

  boolean isOver() {
    return answered;
  }

  private void send() {
    if (answered) {
      return;
    }
    if (attempts > 0) {
      command = repeated(command);
    }
    attempts++;
    desk.witness.asked(intention, command);
    var sent = command;
    desk.cluster.send(partition, sent, reply -> onReply(sent, reply));
    desk.scheduler.after(desk.chance.between(200 * MILLIS, 1_200 * MILLIS), this::send);
  }

  /** A repetition is the same command with the same id. */
  private static OrderCommand repeated(OrderCommand before) {
    return before;
  }

  private void onReply(OrderCommand sent, OrderReply reply) {
    desk.witness.told(sent, reply);
    if (!answered && isFinal(reply)) {
      answered = true;
      over.accept(reply);
    }
  }

  /** Whether asking again is pointless. */
  private static boolean isFinal(OrderReply reply) {
    return switch (reply) {
      case Acknowledged _, ListAcknowledged _ -> true;
      case Refused refused ->
          switch (refused.code()) {
            case OVERLOADED,
                VENUE_DOWN,
                RECOVERING,
                NO_OWNER,
                JOURNAL_UNAVAILABLE,
                NO_REFERENCE,
                STALE_DATA,
                LIMIT_ORDER_RATE ->
                false;
            default -> true;
          };
    };
  }
}
