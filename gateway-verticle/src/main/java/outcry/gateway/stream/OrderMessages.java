package outcry.gateway.stream;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import outcry.bus.Addresses;
import outcry.gateway.api.Desk;
import outcry.model.query.OrderQuery;
import outcry.model.query.OrderView;

/** Each order that changed, as it stands, at the last of its events. */
final class OrderMessages implements JournalTopic.Messages {

  /** The owner names open orders first. */
  private static final int OPEN_MAX = 2_500;

  private static final int LAST = 500;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Desk desk;
  private final String account;

  OrderMessages(Desk desk, String account) {
    this.desk = desk;
    this.account = account;
  }

  @Override
  public Future<JournalTopic.Begin> begin() {
    int partition = Addresses.partitionOf(account, desk.catalogue().partitions());
    return desk.node()
        .bus()
        .request(Addresses.orderQueries(partition), new OrderQuery(account, "", OPEN_MAX), TIMEOUT)
        .map(
            list -> {
              var shown = new ArrayList<OrderView>();
              int ended = 0;
              for (var order : list.orders()) {
                ended += order.status().isTerminal() ? 1 : 0;
                if (!order.status().isTerminal() || ended <= LAST) {
                  shown.add(order);
                }
              }
              shown.sort(Comparator.comparingLong(OrderView::createdNanos).reversed());
              return new JournalTopic.Begin(list.sequence(), desk.json().orders(shown));
            });
  }

  @Override
  public Optional<List<JournalTopic.Numbered>> of(AccountFeed.Told told) {
    var last = new LinkedHashMap<Long, Long>();
    for (var one : told.events()) {
      if (one.event().orderId() != 0) {
        last.remove(one.event().orderId());
        last.put(one.event().orderId(), one.sequence());
      }
    }
    if (!told.orders().keySet().containsAll(last.keySet())) {
      return Optional.empty();
    }
    var messages = new ArrayList<JournalTopic.Numbered>();
    last.forEach(
        (orderId, sequence) ->
            desk.json()
                .orders(List.of(told.orders().get(orderId)))
                .forEach(row -> messages.add(new JournalTopic.Numbered(sequence, row))));
    return Optional.of(messages);
  }
}
