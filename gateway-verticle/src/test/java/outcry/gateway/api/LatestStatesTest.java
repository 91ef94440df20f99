package outcry.gateway.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import outcry.model.MarketEvent.StreamHealth;
import outcry.model.query.MarketTop;
import outcry.model.query.StrategyList;
import outcry.model.query.StrategyView;
import outcry.model.query.SymbolTop;

class LatestStatesTest {

  private final AtomicLong clock = new AtomicLong();
  private final LatestStates states = new LatestStates(true, clock::get);

  private static MarketTop top(String symbol) {
    var live = StreamHealth.State.LIVE;
    return new MarketTop(
        1, List.of(new SymbolTop(symbol, 1, 1, 2, 1, 1, 1, live, "", 1, 1, 1, List.of())));
  }

  private static StrategyList strategy(String name) {
    var state = StrategyView.State.RUNNING;
    return new StrategyList(
        List.of(new StrategyView(name, "type", "acct", "A", state, "", "", 0, 0, 0, 0)));
  }

  @Test
  void whatOneOfSeveralTellsDoesNotHideTheOthers() {
    states.onTop(top("A"));
    states.onTop(top("B"));
    states.onStates(strategy("one"));
    states.onStates(strategy("two"));

    assertEquals(
        List.of("A", "B"), states.market().symbols().stream().map(SymbolTop::symbol).toList());
    assertEquals(
        List.of("one", "two"),
        states.strategies().strategies().stream().map(StrategyView::name).toList());
  }

  @Test
  void whatNobodyTellsOfAnyMoreIsShownAsSuch() {
    states.onTop(top("A"));
    states.onStates(strategy("one"));
    clock.set(Duration.ofMillis(1_001).toNanos());
    var stale = states.market().symbols().getFirst();
    assertEquals(StreamHealth.State.STALE, stale.health());
    assertEquals("nobody publishes it", stale.healthReason());
    assertEquals(strategy("one"), states.strategies());
    clock.set(Duration.ofMillis(3_001).toNanos());
    var unknown = states.strategies().strategies().getFirst();
    assertEquals(StrategyView.State.UNKNOWN, unknown.state());
    assertEquals("no node tells of it; it was RUNNING at last", unknown.reason());
    states.onTop(top("A"));
    states.onStates(strategy("one"));

    assertEquals(top("A"), states.market());
    assertEquals(strategy("one"), states.strategies());
  }
}
