package outcry.strategy.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import outcry.model.Decimal;
import outcry.model.Side;
import outcry.strategy.Context;
import outcry.strategy.State;
import outcry.strategy.TradingStrategy;

class StateFieldsTest {

  record None() {}

  record Level(long price, Decimal size, List<Side> sides) {}

  abstract static class Quiet extends TradingStrategy<None> {
    @Override
    public void onStart(Context ctx) {}
  }

  static class Everything extends Quiet {
    @State long count;
    @State int bars = 7;
    @State boolean armed;
    @State double mean;
    @State String note;
    @State BigDecimal exact;
    @State private Side side;
    @State Level level;
    @State List<Level> levels = new ArrayList<>();
    @State Map<Side, Long> bySide = new LinkedHashMap<>();
    @State Map<Integer, Level> byNumber = new LinkedHashMap<>();
    long notKept = 1;
  }

  static final class More extends Everything {
    @State long own;
  }

  @Test
  void everyTypeComesBackAsItWas() {
    var before = new More();
    before.own = Long.MIN_VALUE;
    before.count = 9_007_199_254_740_993L;
    before.armed = true;
    before.mean = Double.NaN;
    before.note = "a \"quoted\" \u00e9";
    before.exact = new BigDecimal("0.1000");
    ((Everything) before).side = Side.SELL;
    before.level = new Level(3, new Decimal(5, 2), List.of(Side.BUY));
    before.levels.add(before.level);
    before.levels.add(null);
    before.bySide.put(Side.BUY, 4L);
    before.byNumber.put(-2, before.level);
    var fields = StateFields.of(More.class);
    var after = new More();

    assertEquals(List.of(), fields.restore(after, fields.write(before)));

    assertEquals(fields.write(before), fields.write(after));
    assertEquals(Map.of(-2, before.level), after.byNumber);
    assertEquals(Map.of(Side.BUY, 4L), after.bySide);
    assertEquals(before.levels, after.levels);
    assertEquals(before.count, after.count);
    after.levels.clear(); // a list one can go on with
  }

  @Test
  void aFieldThatWasNotKeptStaysAndOneThatIsNoMoreIsNamed() {
    var after = new Everything();
    var text = "{\"version\":1,\"fields\":{\"count\":5,\"gone\":1}}";

    assertEquals(List.of("gone"), StateFields.of(Everything.class).restore(after, text));

    assertEquals(5, after.count);
    assertEquals(7, after.bars);
  }

  @Test
  void whatDoesNotFitIsRefusedNamingTheField() {
    assertEquals(
        "what was kept of @State Everything.bars does not fit: integer overflow",
        refusal("{\"version\":1,\"fields\":{\"bars\":4294967296}}"));
    assertEquals(
        "what was kept of @State Everything.count does not fit: null for a long",
        refusal("{\"version\":1,\"fields\":{\"count\":null}}"));
    assertEquals(
        "what was kept of @State Everything.side does not fit: NONE is no Side",
        refusal("{\"version\":1,\"fields\":{\"side\":\"NONE\"}}"));
    assertEquals(
        "the state kept of Everything has version 2, this program knows 1",
        refusal("{\"version\":2,\"fields\":{}}"));
    assertEquals("the state kept of Everything is no state", refusal("[]"));
  }

  private static String refusal(String text) {
    return assertThrows(
            IllegalStateException.class,
            () -> StateFields.of(Everything.class).restore(new Everything(), text))
        .getMessage();
  }

  static final class WithSet extends Quiet {
    @State Set<Long> seen = Set.of();
  }

  static final class WithFinal extends Quiet {
    @State final List<Long> seen = new ArrayList<>();
  }

  static final class WithKeys extends Quiet {
    @State Map<Level, Long> seen = Map.of();
  }

  @Test
  void aFieldThatCannotBeKeptIsRefusedWhenTheStrategyIsRegistered() {
    assertEquals(
        "@State WithSet.seen: java.util.Set<java.lang.Long> cannot be kept; types are long, int,"
            + " boolean, double, String, BigDecimal, Decimal, enums, records, and List and Map of"
            + " these",
        refusal(WithSet.class));
    assertEquals(
        "@State WithFinal.seen must be neither static nor final", refusal(WithFinal.class));
    assertEquals(
        "@State WithKeys.seen: keys of a Map are String, Long, Integer or an enum, not "
            + Level.class.getTypeName(),
        refusal(WithKeys.class));
  }

  private static String refusal(Class<?> type) {
    return assertThrows(IllegalArgumentException.class, () -> StateFields.of(type)).getMessage();
  }

  @Test
  void aStateHasABound() {
    var large = new Everything();
    large.note = "x".repeat(StateFields.TEXT_MAX);

    var refused =
        assertThrows(
            IllegalStateException.class, () -> StateFields.of(Everything.class).write(large));

    assertEquals(
        "the @State fields of Everything have ",
        refused.getMessage().substring(0, "the @State fields of Everything have ".length()));
  }
}
