package outcry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static outcry.model.TestInstruments.FINE;
import static outcry.model.TestInstruments.SPOT;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class InstrumentPropertyTest {

  @Property
  void notionalIsTheRoundedProduct(
      @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long price,
      @ForAll int quantity) {
    for (var instrument : List.of(SPOT, FINE)) {
      var exact =
          BigDecimal.valueOf(price, instrument.priceScale())
              .multiply(BigDecimal.valueOf(quantity, instrument.quantityScale()))
              .setScale(Money.SCALE, RoundingMode.HALF_EVEN)
              .unscaledValue();
      if (exact.bitLength() <= 63) {
        assertEquals(exact.longValueExact(), instrument.notional(price, quantity));
      } else {
        assertThrows(ArithmeticException.class, () -> instrument.notional(price, quantity));
      }
    }
  }
}
