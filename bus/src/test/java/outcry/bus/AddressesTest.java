package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import outcry.model.wire.WireCodec;

class AddressesTest {

  private record Used(String name, String family, List<WireCodec<?>> codecs) {}

  @Test
  void noTwoAddressesHaveOneName() throws Exception {
    var names = new HashSet<String>();
    var all = all();
    assertTrue(all.size() > 10, "found only " + all.size());
    for (var address : all) {
      assertTrue(names.add(address.name()), address.name() + " is used twice");
    }
  }

  @Test
  void aCodecNameMeansOneCodec() throws Exception {
    Map<String, Object> byName = new HashMap<>();
    for (var address : all()) {
      for (var codec : address.codecs()) {
        var before = byName.putIfAbsent(codec.name(), identity(codec));
        assertTrue(
            before == null || before.equals(identity(codec)),
            codec.name() + " names two codecs, the second at " + address.name());
      }
    }
  }

  /** A hand-written codec is its class; a derived one is its record type. */
  private static Object identity(WireCodec<?> codec) throws ReflectiveOperationException {
    if (codec instanceof RecordCodec<?>) {
      var type = RecordCodec.class.getDeclaredField("type");
      type.setAccessible(true);
      return type.get(codec);
    }
    return codec.getClass();
  }

  /** CRC-32 of the name, checked against another implementation. */
  @Test
  void partitionOfAnAccountIsForEver() {
    assertEquals(
        List.of(3, 1, 0),
        List.of(
            Addresses.partitionOf("paper-1", 4),
            Addresses.partitionOf("paper-2", 4),
            Addresses.partitionOf("paper-1", 1)));
  }

  private static List<Used> all() throws ReflectiveOperationException {
    return AllAddresses.find().stream().map(found -> used(found.address())).toList();
  }

  private static Used used(Object address) {
    return switch (address) {
      case Address<?> a -> new Used(a.name(), a.family(), List.of(a.codec()));
      case RequestAddress<?, ?> r ->
          new Used(r.name(), r.family(), List.of(r.requestCodec(), r.replyCodec()));
      default -> throw new AssertionError("not an address: " + address);
    };
  }
}
