package outcry.chaos.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import outcry.model.OrderEvent;
import outcry.model.wire.OrderEventCodec;

/** What the journal says, by plain SQL: its orders, and the positions projected from it. */
public final class JournalTruth {

  private static final int PAGE = 5_000;
  private static final int PARTITION_SHIFT = 48;
  private static final long SEQUENCE_MASK = (1L << PARTITION_SHIFT) - 1;

  private record OrderKey(long partition, long orderId) {}

  private final Map<OrderKey, JournaledOrder> orders = new LinkedHashMap<>();
  private final Map<String, JournaledOrder> byClientOrderId = new LinkedHashMap<>();
  private final Map<Long, Long> lastSequences = new TreeMap<>();
  private final Map<Holding, Long> positions = new TreeMap<>(Holding.ORDER);
  private final List<String> problems = new ArrayList<>();

  /** Reads all of it. */
  public static JournalTruth read(Connection connection) throws SQLException {
    var truth = new JournalTruth();
    truth.readEvents(connection);
    truth.readPositions(connection);
    return truth;
  }

  private void readEvents(Connection connection) throws SQLException {
    long last = -1;
    boolean more = true;
    while (more) {
      more = false;
      try (var query =
          connection.prepareStatement(
              "SELECT position, payload FROM event WHERE position > ? ORDER BY position LIMIT "
                  + PAGE)) {
        query.setLong(1, last);
        try (var rows = query.executeQuery()) {
          while (rows.next()) {
            last = rows.getLong(1);
            add(last, OrderEventCodec.INSTANCE.fromBytes(rows.getBytes(2)));
            more = true;
          }
        }
      }
    }
  }

  /**
   * @param position partition and sequence, as the journal packs them
   */
  void add(long position, OrderEvent event) {
    long partition = position >> PARTITION_SHIFT;
    long sequence = position & SEQUENCE_MASK;
    long before = lastSequences.getOrDefault(partition, 0L);
    if (sequence != before + 1) {
      problems.add("I10: partition " + partition + " has " + sequence + " after " + before);
    }
    lastSequences.put(partition, sequence);
    if (event.orderId() == 0) {
      return;
    }
    var key = new OrderKey(partition, event.orderId());
    var begun = JournaledOrder.begunBy(event);
    if (begun != null) {
      var order = begun.order();
      orders.put(key, begun);
      if (byClientOrderId.put(name(order.account(), order.clientOrderId()), begun) != null) {
        problems.add("I2: " + order.account() + " " + order.clientOrderId() + " is there twice");
      }
      return;
    }
    var order = orders.get(key);
    if (order == null) {
      problems.add("I8: an event of no order: " + event);
    } else {
      order.apply(event);
    }
  }

  private void readPositions(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT account, symbol, quantity FROM position")) {
      while (rows.next()) {
        positioned(new Holding(rows.getString(1), rows.getString(2)), rows.getLong(3));
      }
    }
  }

  /** A projected position. */
  void positioned(Holding holding, long quantity) {
    positions.put(holding, quantity);
  }

  Collection<JournaledOrder> orders() {
    return Collections.unmodifiableCollection(orders.values());
  }

  Optional<JournaledOrder> find(String account, String clientOrderId) {
    return Optional.ofNullable(byClientOrderId.get(name(account, clientOrderId)));
  }

  /** As projected; those that are flat may be left out. */
  Map<Holding, Long> positions() {
    return positions;
  }

  /** What can never be, whatever the others say. */
  List<String> problems() {
    return problems;
  }

  private static String name(String account, String clientOrderId) {
    return account + ' ' + clientOrderId;
  }
}
