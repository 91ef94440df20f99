package outcry.gateway.stream;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import outcry.bus.Addresses;
import outcry.gateway.api.Desk;
import outcry.gateway.stream.core.Channel;
import outcry.gateway.stream.core.Topic;
import outcry.model.JournaledEvent;
import outcry.model.query.OrderView;
import outcry.model.query.OrdersWanted;

/**
 * What the journal tells of one account, with the orders as they stand now: the owner is asked for
 * those that the events are about, one question at a time, and whatever has come meanwhile is in
 * the next. Event loop only.
 */
final class AccountFeed {

  private static final int WAITING_MAX = 10_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /**
   * Events with the orders they are about.
   *
   * @param orders by number; without those that left the owner's memory
   */
  record Told(List<JournaledEvent> events, Map<Long, OrderView> orders) {}

  private final Desk desk;
  private final PartitionFeed partition;
  private final List<JournaledEvent> waiting = new ArrayList<>();
  private final JournalTopic orders;
  private final JournalTopic fills;
  private boolean asking;

  AccountFeed(Desk desk, PartitionFeed partition, String account) {
    this.desk = desk;
    this.partition = partition;
    orders =
        new JournalTopic(
            Topic.of(Channel.ORDERS, account), partition, this, new OrderMessages(desk, account));
    fills =
        new JournalTopic(
            Topic.of(Channel.FILLS, account), partition, this, new FillMessages(desk, account));
  }

  LiveTopic orders() {
    return orders;
  }

  LiveTopic fills() {
    return fills;
  }

  boolean isUnread() {
    return orders.isUnread() && fills.isUnread();
  }

  /** Nobody who subscribes later needs what came before. */
  void add(JournaledEvent event) {
    if (event.event().orderId() == 0 && !FillMessages.isFill(event) || isUnread()) {
      return;
    }
    if (waiting.size() == WAITING_MAX) {
      waiting.clear();
      orders.overloaded();
      fills.overloaded();
      return;
    }
    waiting.add(event);
  }

  /** After all that came at once, and again later if the owner did not answer. */
  void next() {
    if (asking || waiting.isEmpty()) {
      return;
    }
    asking = true;
    var events = List.copyOf(waiting.subList(0, Math.min(PartitionFeed.PAGE, waiting.size())));
    of(events)
        .onSuccess(
            told -> {
              asking = false;
              waiting.subList(0, Math.min(events.size(), waiting.size())).clear();
              orders.tell(told);
              fills.tell(told);
              next();
            })
        .onFailure(_ -> asking = false);
  }

  /** With their orders. */
  Future<Told> of(List<JournaledEvent> events) {
    var ids =
        events.stream().map(one -> one.event().orderId()).filter(id -> id != 0).distinct().toList();
    if (ids.isEmpty()) {
      return Future.succeededFuture(new Told(events, Map.of()));
    }
    return desk.node()
        .bus()
        .request(Addresses.orderRows(partition.partition()), new OrdersWanted(ids), TIMEOUT)
        .map(
            rows ->
                new Told(
                    events,
                    rows.orders().stream()
                        .collect(
                            Collectors.toMap(
                                OrderView::orderId,
                                row -> row,
                                (one, _) -> one,
                                LinkedHashMap::new))));
  }
}
