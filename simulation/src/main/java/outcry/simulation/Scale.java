package outcry.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import outcry.model.AssetClass;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.order.core.OrderConfig;
import outcry.order.core.risk.InstrumentLimits;
import outcry.order.core.risk.Limits;
import outcry.simulation.audit.Auditor;
import outcry.simulation.kernel.Chance;
import outcry.simulation.venue.VenueProfile;

/**
 * How large a life is and what the owners are set to.
 *
 * @param actions what clients do
 * @param busyNanos while clients act and everything goes wrong
 */
record Scale(
    int nodes,
    int partitions,
    List<String> accounts,
    int actions,
    long busyNanos,
    Limits limits,
    InstrumentLimits instrumentLimits,
    OrderConfig config) {

  static final Instruments INSTRUMENTS =
      new Instruments(List.of(instrument("XYZ"), instrument("ABC")));

  /** Ended orders in memory, where they are few. */
  private static final int FEW = 5;

  private static final long SECOND = 1_000_000_000L;

  private static Instrument instrument(String name) {
    return new Instrument(
        name + '.' + VenueProfile.NAME,
        AssetClass.SPOT,
        VenueProfile.NAME,
        name,
        "USD",
        2,
        3,
        5,
        10,
        20,
        1_000_000,
        1_00000000L,
        1);
  }

  static List<String> symbols() {
    return INSTRUMENTS.all().stream().map(Instrument::symbol).toList();
  }

  static Scale draw(Chance chance) {
    int partitions = chance.between(1, 2);
    var accounts = new ArrayList<String>();
    for (int i = chance.between(partitions, 3); i > 0; i--) {
      accounts.add("A" + (accounts.size() + 1));
    }
    var own = new InstrumentLimits(chance.of(150L, 1_000L), chance.of(300L, 1_000L, 100_000L));
    boolean isSlow = chance.permille(250);
    var limits =
        new Limits(
            1,
            1_000_000_00000000L,
            chance.of(4, 20, 1_000),
            isSlow ? 1 : chance.of(20, 100),
            isSlow ? 3 : chance.of(20, 200),
            5_000,
            Duration.ofHours(1),
            symbols().stream().collect(Collectors.toMap(Function.identity(), _ -> own)));
    return new Scale(
        chance.between(2, 3),
        partitions,
        List.copyOf(accounts),
        chance.between(10, 40),
        chance.between(3, 20) * SECOND,
        limits,
        own,
        config(chance, accounts, limits));
  }

  Auditor.Terms terms(long clockErrorMaxNanos) {
    boolean isForgetful = config.terminalOrdersMax() == FEW;
    return new Auditor.Terms(limits, instrumentLimits, clockErrorMaxNanos, isForgetful);
  }

  private static OrderConfig config(Chance chance, List<String> accounts, Limits limits) {
    Map<String, Limits> all =
        accounts.stream().collect(Collectors.toMap(Function.identity(), _ -> limits));
    var defaults = OrderConfig.of(all);
    return new OrderConfig(
        all,
        defaults.rules(),
        1_000,
        chance.permille(50) ? FEW : 50_000,
        chance.of(3, 2_000),
        chance.of(1, 5),
        16_384,
        chance.of(Duration.ofSeconds(1), Duration.ofSeconds(5)),
        chance.of(Duration.ofSeconds(1), Duration.ofSeconds(5)),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofMillis(250),
        chance.of(Duration.ofSeconds(1), Duration.ofSeconds(10)),
        5,
        chance.of(Duration.ofSeconds(2), Duration.ofSeconds(10)),
        defaults.tradingDays(),
        defaults.lists(),
        defaults.reconcile());
  }
}
