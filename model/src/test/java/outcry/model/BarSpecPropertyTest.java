package outcry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class BarSpecPropertyTest {

  @Property
  void theTextOfASpecificationIsReadBack(
      @ForAll BarSpec.Kind kind, @ForAll @LongRange(min = 1, max = 9_000_000_000_000L) long size) {
    var spec = new BarSpec(kind, kind == BarSpec.Kind.TIME ? size * 1_000_000 : size);

    assertEquals(spec, BarSpec.parse(spec.toString()));
  }
}
