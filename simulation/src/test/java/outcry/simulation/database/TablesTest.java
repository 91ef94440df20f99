package outcry.simulation.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.journal.JournalConfig;
import outcry.journal.JournalException;
import outcry.journal.Ownership;
import outcry.journal.SqliteJournal;
import outcry.model.Liquidity;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.Side;
import outcry.model.TimeInForce;
import outcry.model.TradingScope;
import outcry.model.TradingState;
import outcry.simulation.kernel.Chance;

/** The simulated database answers exactly as the real one does. */
class TablesTest {

  private static final int STEPS = 3_000;
  private static final int PARTITIONS = 2;
  private static final String[] ACCOUNTS = {"A1", "A2"};

  @TempDir Path folder;

  private final Chance chance = new Chance(5);
  private final Tables tables = new Tables(_ -> {});
  private final List<Ownership> ownerships = new ArrayList<>();
  private final TreeSet<String> outcomes = new TreeSet<>();

  @Test
  void randomAppendsHaveTheSameOutcomesAsInSqlite() {
    var config = JournalConfig.DEFAULT.with(JournalConfig.Durability.PROCESS_DEATH);
    try (var journal = SqliteJournal.open(folder.resolve("journal.db"), config)) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        claim(journal, partition);
      }
      for (int step = 0; step < STEPS; step++) {
        if (chance.permille(20)) {
          claim(journal, chance.between(0, PARTITIONS - 1));
        }
        append(journal, chance.of(ownerships), events());
      }
      compare(journal);
    }
    assertTrue(
        outcomes.containsAll(
            List.of(
                "DuplicateExecution",
                "DuplicateOrder",
                "Fenced",
                "Halted",
                "VersionConflict",
                "done")),
        "not every outcome came about: " + outcomes);
  }

  private void claim(SqliteJournal journal, int partition) {
    var real = journal.claim(partition, "node", 1).toCompletableFuture().join();

    assertEquals(real, tables.claim(partition, "node"));
    ownerships.add(real);
    if (ownerships.size() > 4) {
      ownerships.removeFirst(); // some are fenced, most are not
    }
  }

  private void append(SqliteJournal journal, Ownership ownership, List<OrderEvent> events) {
    String real;
    try {
      real = "done " + journal.append(ownership, events).toCompletableFuture().join();
    } catch (CompletionException e) {
      real = text((JournalException) e.getCause());
    }
    String simulated;
    try {
      simulated = "done " + tables.append(ownership, events);
    } catch (JournalException e) {
      simulated = text(e);
    }

    assertEquals(real, simulated, () -> "of " + events + " under " + ownership);
    outcomes.add(simulated.split(" ")[0]);
  }

  private static String text(JournalException failure) {
    if (failure instanceof JournalException.Halted) {
      return "Halted"; // of several halts, either may be named
    }
    return failure.getClass().getSimpleName() + " " + failure.getMessage();
  }

  private void compare(SqliteJournal journal) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      assertEquals(
          journal.read(partition, 0, 10_000).toCompletableFuture().join(),
          tables.read(partition, 0, 10_000));
      assertEquals(
          journal.read(partition, 7, 5).toCompletableFuture().join(), tables.read(partition, 7, 5));
      assertEquals(
          journal.history(partition, 3).toCompletableFuture().join(), tables.history(partition, 3));
    }
    for (var account : ACCOUNTS) {
      for (int id = 1; id <= 60; id++) {
        assertEquals(
            journal.findOrder(account, "c" + id).toCompletableFuture().join(),
            tables.findOrder(account, "c" + id));
      }
    }
    assertEquals(
        new TreeSet<>(texts(journal.tradingLatches().toCompletableFuture().join())),
        new TreeSet<>(texts(tables.tradingLatches())));
  }

  private static List<String> texts(List<?> values) {
    return values.stream().map(Object::toString).toList();
  }

  private List<OrderEvent> events() {
    var events = new ArrayList<OrderEvent>();
    for (int i = chance.between(1, 4); i > 0; i--) {
      events.add(event());
    }
    return events;
  }

  /** Few ids, so that every kind of conflict comes about; versions that often fit. */
  private OrderEvent event() {
    var account = chance.of(ACCOUNTS);
    long orderId = chance.between(1, 60);
    int version = chance.between(2, 4);
    return switch (chance.between(0, 9)) {
      case 0, 1, 2 ->
          new OrderEvent.OrderIntended(account, orderId, 1, order(account, orderId), 9, 1, 5);
      case 3 ->
          new OrderEvent.OrderDenied(
              account, orderId, 1, order(account, orderId), RefusalCode.HALTED, "no", 5);
      case 4, 5 -> new OrderEvent.OrderAccepted(account, orderId, version, "v", 4, 5);
      case 6, 7 -> fill(account, orderId, version);
      case 8 -> new OrderEvent.OrderCanceled(account, orderId, version, "asked", 5);
      default -> latch(account);
    };
  }

  private SubmitOrder order(String account, long id) {
    return new SubmitOrder(
        account,
        "c" + (chance.permille(900) ? id : chance.between(1, 60)),
        chance.of("s1", "s2"),
        chance.of("XYZ.SIM", "ABC.SIM"),
        Side.BUY,
        OrderType.LIMIT,
        TimeInForce.GTC,
        100,
        10_000,
        false,
        false,
        "",
        5);
  }

  private OrderEvent fill(String account, long orderId, int version) {
    return new OrderEvent.OrderFilled(
        account,
        orderId,
        version,
        "XYZ.SIM",
        Side.BUY,
        "s1",
        "x" + chance.between(1, 200),
        10,
        10_000,
        0,
        1,
        "USD",
        Liquidity.MAKER,
        4,
        5);
  }

  private OrderEvent latch(String account) {
    var scope = chance.of(List.copyOf(EnumSet.allOf(TradingScope.class)));
    var key =
        switch (scope) {
          case GLOBAL -> "";
          case ACCOUNT -> chance.of(ACCOUNTS);
          case STRATEGY -> chance.of("s1", "s2");
          case INSTRUMENT -> chance.of("XYZ.SIM", "ABC.SIM");
        };
    var state = chance.permille(250) ? TradingState.HALTED : TradingState.ACTIVE;
    return new OrderEvent.TradingStateChanged(account, 0, 0, scope, key, state, "drill", 5);
  }
}
