package outcry.order.core.owner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import outcry.journal.JournalException;
import outcry.journal.Ownership;
import outcry.journal.TradingLatch;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.IntentEvent;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderFilled;
import outcry.model.OrderEvent.OrderIntended;
import outcry.model.OrderEvent.TradingStateChanged;
import outcry.model.TradingScope;
import outcry.model.TradingState;

/**
 * One partition's journal in a list, with the refusals that its owner has to live with. The test
 * may hold back what is read.
 */
final class ListJournal implements OwnerJournal {

  final List<JournaledEvent> events = new ArrayList<>();

  /** How often the journal was read from its first event on. */
  int replays;

  private final Turns turns;
  private final Map<TradingScope, TradingLatch> latches = new LinkedHashMap<>();
  private final Set<String> executions = new HashSet<>();
  private final Map<Long, Integer> versions = new LinkedHashMap<>();
  private List<Runnable> held;
  private int overloaded;

  /** So many reads from now on are refused for want of room. */
  int overloadedReads;

  private JournalException refusal;
  private boolean durableAllTheSame;

  /** How many turns a commit takes. */
  int commitTurns = 1;

  private long epoch;

  ListJournal(Turns turns) {
    this.turns = turns;
  }

  /** Somebody sets a latch through another partition. */
  void latch(TradingScope scope, String key, TradingState state) {
    latches.put(scope, new TradingLatch(scope, key, state, "drill", 0));
  }

  /** The next append is refused, whatever it is. */
  void refuse(JournalException because) {
    refusal = because;
  }

  /** The answer to the next append is lost, which was made durable or not. */
  void loseAnswer(boolean isDurable) {
    refusal = new JournalException.OutcomeUnknown("cut", null);
    durableAllTheSame = isDurable;
  }

  /** So many appends from now on find no room; that is told before what was handed in earlier. */
  void overload(int appends) {
    overloaded = appends;
  }

  /** Reads do not end until they are released. */
  void holdReads() {
    held = new ArrayList<>();
  }

  void releaseReads() {
    var release = held;
    held = null;
    release.forEach(Runnable::run);
    turns.run();
  }

  static boolean isIntent(JournaledEvent journaled) {
    return journaled.event() instanceof OrderIntended;
  }

  @Override
  public void claim(
      int partition, String owner, long nowNanos, BiConsumer<Ownership, Throwable> outcome) {
    var ownership = new Ownership(partition, ++epoch, owner, events.size());
    turns.later(() -> outcome.accept(ownership, null));
  }

  @Override
  public void append(
      Ownership ownership, List<OrderEvent> appended, BiConsumer<Long, Throwable> outcome) {
    if (overloaded > 0) {
      overloaded--;
      turns.next(() -> outcome.accept(null, new JournalException.Overloaded("writes", 1)));
      return;
    }
    var planned = refusal;
    boolean durable = durableAllTheSame;
    refusal = null;
    durableAllTheSame = false;
    turns.later(
        commitTurns,
        () -> {
          var refusal = planned == null ? refusal(appended) : planned;
          if (refusal != null && durable) {
            appended.forEach(event -> add(event, ownership));
          }
          if (refusal != null) {
            outcome.accept(null, refusal);
            return;
          }
          appended.forEach(event -> add(event, ownership));
          outcome.accept((long) events.size(), null);
        });
  }

  private JournalException refusal(List<OrderEvent> appended) {
    var next = new HashMap<>(versions);
    for (var event : appended) {
      int version = next.getOrDefault(event.orderId(), 0);
      next.put(event.orderId(), event.version());
      if (event instanceof IntentEvent) {
        for (var latch : latches.values()) {
          if (latch.state() == TradingState.HALTED) {
            return new JournalException.Halted(latch.scope(), latch.key());
          }
        }
      }
      if (event instanceof OrderFilled fill && executions.contains(fill.executionId())) {
        return new JournalException.DuplicateExecution("SIM", fill.account(), fill.executionId());
      }
      if (event.orderId() > 0 && event.version() != version + 1) {
        return new JournalException.VersionConflict(0, event.orderId(), event.version());
      }
    }
    return null;
  }

  private void add(OrderEvent event, Ownership ownership) {
    events.add(
        new JournaledEvent(ownership.partition(), events.size() + 1, ownership.epoch(), event));
    versions.put(event.orderId(), event.version());
    if (event instanceof OrderFilled fill) {
      executions.add(fill.executionId());
    }
    if (event instanceof TradingStateChanged changed) {
      latch(changed.scope(), changed.key(), changed.state());
    }
  }

  @Override
  public void read(
      int partition,
      long afterSequence,
      int limit,
      BiConsumer<List<JournaledEvent>, Throwable> outcome) {
    replays += afterSequence == 0 ? 1 : 0;
    var page =
        List.copyOf(
            events.subList(
                (int) afterSequence, Math.min(events.size(), (int) afterSequence + limit)));
    answer(page, outcome);
  }

  private <T> void answer(T found, BiConsumer<T, Throwable> outcome) {
    if (overloadedReads > 0) {
      overloadedReads--;
      later(() -> outcome.accept(null, new JournalException.Overloaded("queries", 1)));
    } else {
      later(() -> outcome.accept(found, null));
    }
  }

  private void later(Runnable outcome) {
    if (held != null) {
      held.add(outcome);
    } else {
      turns.later(outcome);
    }
  }

  @Override
  public void history(
      int partition, long orderId, BiConsumer<List<JournaledEvent>, Throwable> outcome) {
    var found = events.stream().filter(event -> event.event().orderId() == orderId).toList();
    answer(found, outcome);
  }

  @Override
  public void findOrder(
      String account,
      String clientOrderId,
      BiConsumer<Optional<JournaledEvent>, Throwable> outcome) {
    var found =
        events.stream().filter(event -> clientOrderId.equals(clientOrderId(event))).findFirst();
    answer(found, outcome);
  }

  private static String clientOrderId(JournaledEvent journaled) {
    return switch (journaled.event()) {
      case OrderIntended intent -> intent.order().clientOrderId();
      case OrderDenied denied -> denied.order().clientOrderId();
      case OrderEvent _ -> null;
    };
  }

  @Override
  public void tradingLatches(BiConsumer<List<TradingLatch>, Throwable> outcome) {
    var now = List.copyOf(latches.values());
    answer(now, outcome);
  }
}
