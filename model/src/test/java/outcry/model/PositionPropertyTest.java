package outcry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PositionPropertyTest {

  private static final List<Instrument> INSTRUMENTS =
      List.of(TestInstruments.SPOT, TestInstruments.FINE, TestInstruments.MNQ);

  @Property
  void quantityIsTheSignedSumOfTheFills(@ForAll("days") List<Fill> fills) {
    long sum = fills.stream().mapToLong(fill -> fill.side().sign() * fill.quantity()).sum();

    for (var instrument : INSTRUMENTS) {
      assertEquals(sum, fold(fills, instrument).quantity());
    }
  }

  /** What was earned is what is still bound plus what came in, to the last unit. */
  @Property
  void moneyIsConserved(@ForAll("days") List<Fill> fills) {
    for (var instrument : INSTRUMENTS) {
      long paid = 0;
      var position = Position.FLAT;
      for (var fill : fills) {
        paid += instrument.notional(fill.price(), fill.side().sign() * fill.quantity());
        position = position.after(fill, instrument);

        assertEquals(paid, position.cost() - position.realizedPnl());
      }
    }
  }

  @Property
  void aFlatPositionHasNoCost(@ForAll("days") List<Fill> fills) {
    for (var instrument : INSTRUMENTS) {
      var position = fold(fills, instrument);
      if (position.quantity() != 0) {
        var side = position.quantity() > 0 ? Side.SELL : Side.BUY;
        position = position.after(new Fill(side, Math.abs(position.quantity()), 77), instrument);
      }

      assertEquals(new Position(0, 0, position.realizedPnl()), position);
    }
  }

  /** Against average cost in 50 digits: every fill may add one rounding of half a unit. */
  @Property
  void followsTheAverageCost(@ForAll("days") List<Fill> fills) {
    for (var instrument : INSTRUMENTS) {
      var position = Position.FLAT;
      var oracle = new AverageCost(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
      for (var fill : fills) {
        position = position.after(fill, instrument);
        oracle = oracle.after(fill, instrument);
      }

      var tolerance = BigDecimal.valueOf(2L * fills.size());
      assertClose(oracle.cost(), position.cost(), tolerance);
      assertClose(oracle.realized(), position.realizedPnl(), tolerance);
      assertTrue(
          position.cost() == 0 || Long.signum(position.cost()) == Long.signum(position.quantity()),
          position::toString);
    }
  }

  @Provide
  Arbitrary<List<Fill>> days() {
    var quantities = Arbitraries.longs().between(1, 5_000);
    var prices = Arbitraries.longs().between(1, 10_000_000);
    return Combinators.combine(Arbitraries.of(Side.class), quantities, prices)
        .as(Fill::new)
        .list()
        .ofMaxSize(40);
  }

  private static Position fold(List<Fill> fills, Instrument instrument) {
    var position = Position.FLAT;
    for (var fill : fills) {
      position = position.after(fill, instrument);
    }
    return position;
  }

  private static void assertClose(BigDecimal expected, long actual, BigDecimal tolerance) {
    assertTrue(
        expected.subtract(BigDecimal.valueOf(actual)).abs().compareTo(tolerance) <= 0,
        () -> expected + " expected, was " + actual);
  }

  /** The textbook: an average price for what is open, in money units, hardly rounded. */
  private record AverageCost(BigDecimal quantity, BigDecimal average, BigDecimal realized) {

    private static final MathContext DIGITS = new MathContext(50);

    BigDecimal cost() {
      return quantity.multiply(average);
    }

    AverageCost after(Fill fill, Instrument instrument) {
      var price =
          BigDecimal.valueOf(fill.price())
              .multiply(BigDecimal.valueOf(instrument.multiplier()))
              .scaleByPowerOfTen(
                  Money.SCALE - instrument.priceScale() - instrument.quantityScale());
      var signed = BigDecimal.valueOf(fill.side().sign() * fill.quantity());
      var sum = quantity.add(signed);
      if (quantity.signum() * signed.signum() >= 0) {
        return new AverageCost(
            sum, cost().add(signed.multiply(price)).divide(sum, DIGITS), realized);
      }
      var closed = quantity.abs().min(signed.abs()).multiply(BigDecimal.valueOf(quantity.signum()));
      var earned = realized.add(closed.multiply(price.subtract(average)));
      boolean flipped = sum.signum() == signed.signum();
      return new AverageCost(sum, flipped ? price : average, earned);
    }
  }
}
