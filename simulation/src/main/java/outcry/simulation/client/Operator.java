package outcry.simulation.client;

import java.util.List;
import outcry.model.OrderCommand.SetTradingState;
import outcry.model.OrderReply;
import outcry.model.TradingScope;
import outcry.model.TradingState;

/**
 * Presses the kill switch and releases it again. A press reaches every partition; the next one
 * waits for the answers of all.
 */
final class Operator {

  private final Clients clients;
  private final List<String> accounts;
  private final List<String> symbols;
  private TradingScope scope;
  private String key;
  private int unanswered;
  private boolean refused;

  Operator(Clients clients, List<String> accounts, List<String> symbols) {
    this.clients = clients;
    this.accounts = accounts;
    this.symbols = symbols;
  }

  /** Presses if nothing is pressed, else releases. */
  void act() {
    if (unanswered > 0) {
      return;
    }
    if (scope == null) {
      scope = clients.chance().of(TradingScope.values());
      key =
          switch (scope) {
            case GLOBAL -> "";
            case ACCOUNT -> clients.chance().of(accounts);
            case STRATEGY -> clients.chance().of("s1", "s2");
            case INSTRUMENT -> clients.chance().of(symbols);
          };
      press(clients.chance().permille(800) ? TradingState.HALTED : TradingState.REDUCING);
    } else {
      press(TradingState.ACTIVE);
    }
  }

  private void press(TradingState state) {
    var cluster = clients.cluster();
    refused = false;
    unanswered = cluster.partitions();
    for (int partition = 0; partition < cluster.partitions(); partition++) {
      clients.ask(
          partition,
          new SetTradingState(
              cluster.spokesman(partition), scope, key, state, "operator", "", clients.nowNanos()),
          reply -> answered(state, reply));
    }
  }

  private void answered(TradingState state, OrderReply reply) {
    unanswered--;
    refused |= reply instanceof OrderReply.Refused;
    if (unanswered == 0 && state == TradingState.ACTIVE && !refused) {
      scope = null; // otherwise it is tried once more
    }
  }
}
