package outcry.launcher.run;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.launcher.process.Waiting;
import outcry.model.OrderStatus;
import outcry.model.query.AccountPositions;
import outcry.model.query.OrderList;
import outcry.model.query.OrderQuery;
import outcry.model.query.PositionList;
import outcry.model.query.PositionQuery;

/**
 * Asks the rooms for what a report says of them. Main thread; the questions go out on a context.
 */
final class Snapshot {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Orders over all partitions, and the journal sequence each answer stands at. */
  record Orders(Map<OrderStatus, Long> byStatus, long fills, List<OrderList> partitions) {}

  private final Bus bus;
  private final Context context;
  private final Waiting waiting;

  Snapshot(Bus bus, Context context, Waiting waiting) {
    this.bus = bus;
    this.context = context;
    this.waiting = waiting;
  }

  Orders orders() {
    var byStatus = new EnumMap<OrderStatus, Long>(OrderStatus.class);
    var partitions = new ArrayList<OrderList>();
    long fills = 0;
    for (int partition = 0; partition < Accounts.PARTITIONS; partition++) {
      int asked = partition;
      var list =
          ask(
              "orders",
              () -> bus.request(Addresses.orderQueries(asked), new OrderQuery("", "", 1), TIMEOUT));
      list.byStatus().forEach(count -> byStatus.merge(count.status(), count.orders(), Long::sum));
      fills += list.fills();
      partitions.add(list);
    }
    return new Orders(byStatus, fills, partitions);
  }

  List<AccountPositions> positions() {
    var all = new ArrayList<AccountPositions>();
    for (int partition = 0; partition < Accounts.PARTITIONS; partition++) {
      var address = Addresses.positions(partition);
      PositionList some =
          ask("positions", () -> bus.request(address, new PositionQuery(List.of()), TIMEOUT));
      all.addAll(some.accounts());
    }
    all.sort(Comparator.comparing(AccountPositions::account));
    return all;
  }

  <T> T ask(String what, Supplier<Future<T>> question) {
    Promise<T> answer = Promise.promise();
    context.runOnContext(_ -> question.get().onComplete(answer));
    return waiting.await(what, TIMEOUT.plusSeconds(2), answer.future());
  }
}
