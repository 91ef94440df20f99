package outcry.strategy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import outcry.model.OrderCommand.CancelOrder;
import outcry.model.OrderCommand.SubmitOrder;

/** Strategies whose callbacks are scripts, on a {@link Rig} of their own. */
abstract class ProbeTest {

  final Rig rig = new Rig();
  final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() throws Exception {
    Probe.SCRIPTS.clear();
    rig.close();
  }

  static void script(String name, Probe.Script script) {
    Probe.SCRIPTS.put(name, script);
  }

  /** Buys one lot at the market on each quote. */
  void buyer(String name) {
    script(
        name,
        (probe, callback, event) -> {
          seen.add(name + " " + callback);
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> probe.buy(Rig.BTC, 100).market().submit();
            default -> {}
          }
        });
  }

  /** Leaves a limit order working on each quote. */
  static void quoter(String name) {
    script(
        name,
        (probe, callback, event) -> {
          switch (callback) {
            case "start" -> probe.ctx.subscribeQuotes(Rig.BTC);
            case "quote" -> probe.buy(Rig.BTC, 100).limit(9_000).postOnly().submit();
            default -> {}
          }
        });
  }

  List<String> ids() throws Exception {
    return rig.on(
        () ->
            rig.owner.commands.stream()
                .map(
                    c ->
                        c instanceof SubmitOrder s
                            ? s.clientOrderId()
                            : "x" + ((CancelOrder) c).clientOrderId())
                .toList());
  }
}
