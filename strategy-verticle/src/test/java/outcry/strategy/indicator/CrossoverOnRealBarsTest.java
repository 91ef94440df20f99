package outcry.strategy.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import outcry.model.Decimal;

/** What any engine must agree on: see the data's own description. */
class CrossoverOnRealBarsTest {

  private static final String FILE = "crypto_bars/btc-perp-20211231-20220201_1m.csv";

  private record Result(int buys, int sells, String profit) {}

  private static Path data() {
    var folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve(".git"))) {
      folder = folder.getParent();
    }
    return folder == null ? Path.of(FILE) : folder.resolve("../shared/data").resolve(FILE);
  }

  @Test
  void longOnlyTenOverThirtyMakesTheKnownTrades() throws IOException {
    assumeTrue(Files.exists(data()), "no ../shared/data: the crossover on real bars is skipped");
    var fast = new SimpleMovingAverage(10);
    var slow = new SimpleMovingAverage(30);
    int buys = 0;
    int sells = 0;
    long profit = 0;
    boolean held = false;
    int order = 0;
    var lines = Files.readAllLines(data());
    for (var line : lines.subList(1, lines.size())) {
      var fields = line.split(",");
      long open = Decimal.parse(fields[1], 2);
      if (order > 0) {
        profit -= open;
        buys++;
        held = true;
      } else if (order < 0) {
        profit += open;
        sells++;
        held = false;
      }
      double close = Double.parseDouble(fields[4]);
      var bar = new Ohlc(open / 100.0, close, close, close, 0, 0, 1);
      fast.accept(bar);
      slow.accept(bar);
      order = 0;
      if (fast.crossedAbove(slow) && !held) {
        order = 1;
      } else if (fast.crossedBelow(slow) && held) {
        order = -1;
      }
    }

    assertEquals(
        new Result(945, 945, "-19367.50"), new Result(buys, sells, Decimal.text(profit, 2)));
  }
}
