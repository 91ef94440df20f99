package outcry.order;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import outcry.bus.TaskList;
import outcry.bus.Timeline;
import outcry.model.OrderStatus;
import outcry.model.query.OrderView;
import outcry.order.core.owner.Owner;

/**
 * The end of a stop: gives the venues a little time to answer, then leaves a task for what they
 * still owe an answer to, so that the last words of the process name it. One event loop.
 */
final class LastAnswers {

  private static final long LOOK_NANOS = 10_000_000;
  private static final int NAMED_MAX = 5;

  private final Collection<Owner> owners;
  private final Timeline timeline;
  private final TaskList tasks;

  LastAnswers(Collection<Owner> owners, Timeline timeline, TaskList tasks) {
    this.owners = owners;
    this.timeline = timeline;
    this.tasks = tasks;
  }

  /** Completes once nothing is unanswered, but for doubts, or the time is over. */
  Future<Void> await(long patienceNanos) {
    Promise<Void> over = Promise.promise();
    look(timeline.nowNanos() + patienceNanos, over);
    return over.future();
  }

  private void look(long deadlineNanos, Promise<Void> over) {
    boolean isWaiting =
        unanswered().stream().anyMatch(order -> order.status() != OrderStatus.IN_DOUBT);
    if (!isWaiting || timeline.nowNanos() >= deadlineNanos) {
      over.complete();
    } else {
      timeline.after(LOOK_NANOS, "last answers", () -> look(deadlineNanos, over));
    }
  }

  void nameUnanswered() {
    var byStatus = new EnumMap<OrderStatus, List<OrderView>>(OrderStatus.class);
    unanswered().stream()
        .collect(Collectors.groupingBy(OrderView::status, () -> byStatus, Collectors.toList()));
    byStatus.entrySet().stream().map(LastAnswers::text).forEach(this::leave);
  }

  private void leave(String what) {
    tasks.begin("unanswered", what); // nobody here ends it: whoever owns the orders next does
  }

  private List<OrderView> unanswered() {
    return owners.stream().flatMap(owner -> owner.orders().unanswered().stream()).toList();
  }

  private static String text(Map.Entry<OrderStatus, List<OrderView>> some) {
    var orders = some.getValue();
    var named =
        orders.stream()
            .limit(NAMED_MAX)
            .map(order -> order.account() + " " + order.clientOrderId())
            .collect(Collectors.joining(", "));
    int more = orders.size() - NAMED_MAX;
    return some.getKey() + " " + named + (more > 0 ? " and " + more + " more" : "");
  }
}
