package outcry.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import outcry.journal.TradingLatch;
import outcry.model.Instruments;
import outcry.model.Money;
import outcry.model.query.AccountRisk;
import outcry.model.query.AccountRisk.Line;

/** Limits and trading states as JSON. */
final class RiskJson {

  private final Instruments instruments;

  RiskJson(Instruments instruments) {
    this.instruments = instruments;
  }

  ArrayNode limits(List<AccountRisk> accounts) {
    return accounts(accounts, _ -> true);
  }

  /** Only what can be used up. */
  ArrayNode headroom(List<AccountRisk> accounts) {
    return accounts(accounts, line -> line.used() >= 0);
  }

  private ArrayNode accounts(List<AccountRisk> accounts, Predicate<Line> which) {
    var array = ViewJson.array();
    for (var account : accounts) {
      var json =
          ViewJson.object()
              .put("account", account.account())
              .put("limitsVersion", account.limitsVersion())
              .put("pack", account.pack())
              .put("breached", account.breached());
      var lines = json.putArray("limits");
      account.lines().stream().filter(which).forEach(line -> lines.add(line(line)));
      array.add(json);
    }
    return array;
  }

  private ObjectNode line(Line line) {
    var json =
        ViewJson.object()
            .put("limit", line.limit())
            .put("key", line.key())
            .put("unit", line.unit().name())
            .put("max", text(line, line.max()));
    if (line.used() >= 0) {
      json.put("used", text(line, line.used()))
          .put("left", text(line, Math.max(0, line.max() - line.used())));
    }
    return json;
  }

  private String text(Line line, long value) {
    return switch (line.unit()) {
      case COUNT -> Long.toString(value);
      case MONEY -> Money.text(value);
      case QUANTITY -> instruments.get(line.key()).quantityText(value);
    };
  }

  static ArrayNode states(List<TradingLatch> latches) {
    var array = ViewJson.array();
    for (var latch : latches) {
      array.add(
          ViewJson.object()
              .put("scope", latch.scope().name())
              .put("key", latch.key())
              .put("state", latch.state().name())
              .put("reason", latch.reason())
              .put("since", ViewJson.time(latch.changedAtNanos())));
    }
    return array;
  }
}
