package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyList;
import outcry.model.query.StrategyView;
import outcry.model.wire.WireException;

class RecordCodecTest {

  private static final String PACKAGE = "outcry/model/query";

  @ParameterizedTest
  @MethodSource("queryRecords")
  <T extends Record> void everyQueryRecordReadsBackAsItWasWritten(Class<T> type) {
    var codec = RecordCodec.of("test", type);
    var sample = TestMessages.sample(type);
    assertEquals(sample, codec.fromBytes(codec.toBytes(sample)));
  }

  @ParameterizedTest
  @MethodSource("queryRecords")
  <T extends Record> void everyTruncationIsRefused(Class<T> type) {
    var codec = RecordCodec.of("test", type);
    var bytes = codec.toBytes(TestMessages.sample(type));
    for (int size = 0; size < bytes.length; size++) {
      var truncated = Arrays.copyOf(bytes, size);
      assertThrows(WireException.class, () -> codec.fromBytes(truncated), "size " + size);
    }
    var longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThrows(WireException.class, () -> codec.fromBytes(longer));
  }

  @Test
  void bytesAreVersionThenComponentsInOrder() {
    var codec = RecordCodec.of("strategy-action", StrategyAction.class);
    assertEquals(
        "[1, 0, 0, 0, 2, 97, 98, 2]",
        Arrays.toString(codec.toBytes(new StrategyAction("ab", StrategyAction.Kind.PAUSE))));
  }

  @Test
  void rubbishIsRefused() {
    var codec = RecordCodec.of("strategy-action", StrategyAction.class);
    for (byte[] bytes :
        List.of(
            new byte[] {2, 0, 0, 0, 0, 0}, // version
            new byte[] {1, 0, 0, 0, 0, 99}, // enum
            new byte[] {1, -1, -1, -1, -1, 0}, // negative length
            new byte[] {1, 127, -1, -1, -1, 0})) { // length beyond the end
      assertThrows(WireException.class, () -> codec.fromBytes(bytes), Arrays.toString(bytes));
    }
    var list = RecordCodec.of("strategy-list", StrategyList.class);
    var failure =
        assertThrows(WireException.class, () -> list.fromBytes(new byte[] {1, 127, -1, -1, -1}));
    assertEquals("impossible list size 2147483647", failure.getMessage());
  }

  @Test
  void whatTheReaderWouldRefuseIsNotWritten() {
    var codec = RecordCodec.of("strategy-list", StrategyList.class);
    var view = TestMessages.sample(StrategyView.class);
    var tooLong = new StrategyList(Collections.nCopies(100_001, view));
    assertThrows(IllegalArgumentException.class, () -> codec.toBytes(tooLong));
    var action = RecordCodec.of("strategy-action", StrategyAction.class);
    assertThrows(
        IllegalArgumentException.class,
        () -> action.toBytes(new StrategyAction(null, StrategyAction.Kind.STOP)));
  }

  @Test
  void busCodecWritesLengthAndBytesAndReadsFromAnyPosition() {
    var wire = RecordCodec.of("strategy-action", StrategyAction.class);
    var metrics = new Metrics();
    var codec = new BusCodec<>(wire, metrics, new Defects(metrics));
    var buffer = Buffer.buffer("head");
    codec.encodeToWire(buffer, TestMessages.STRATEGY_ACTION);
    buffer.appendString("tail");

    int size = wire.toBytes(TestMessages.STRATEGY_ACTION).length;
    assertEquals(size, buffer.getInt(4));
    assertEquals(4 + 4 + size + 4, buffer.length());
    assertEquals(TestMessages.STRATEGY_ACTION, codec.decodeFromWire(4, buffer));
    assertEquals("outcry.strategy-action", codec.name());
  }

  static List<Class<?>> queryRecords() throws Exception {
    var folder = StrategyAction.class.getClassLoader().getResource(PACKAGE).toURI();
    var found = new ArrayList<Class<?>>();
    if (folder.getScheme().equals("jar")) {
      try (var jar = FileSystems.newFileSystem(URI.create(folder.toString()), Map.of())) {
        collect(jar.getPath(PACKAGE), found);
      }
    } else {
      collect(Path.of(folder), found);
    }
    assertFalse(found.isEmpty(), "no records found in " + folder);
    assertTrue(found.contains(StrategyAction.class));
    return found;
  }

  private static void collect(Path folder, List<Class<?>> found) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (var file : files.sorted().toList()) {
        var name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          var type = load(name.substring(0, name.length() - ".class".length()));
          if (type.isRecord()) {
            found.add(type);
          }
        }
      }
    }
  }

  private static Class<?> load(String simpleName) {
    try {
      return Class.forName(PACKAGE.replace('/', '.') + "." + simpleName);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
