package outcry.launcher.config;

import java.util.Set;
import java.util.function.BiFunction;
import outcry.model.Money;
import outcry.order.core.risk.RulePack;

/** Reads a rule pack. */
final class PackSection {

  private static final int CONTRACT_SCALE = 9;

  private PackSection() {}

  /**
   * @param symbols reads a list of symbols that must be known
   */
  static RulePack read(
      String name, Section pack, BiFunction<Section, String, Set<String>> symbols) {
    long dailyLoss = pack.decimal("dailyLoss", Money.SCALE, 1, 0);
    long drawdown = 0;
    var when = RulePack.Drawdown.INTRADAY;
    boolean locks = false;
    if (pack.has("drawdown")) {
      var section = pack.section("drawdown").require("amount");
      drawdown = section.decimal("amount", Money.SCALE, 1, 0);
      when = section.choice("when", RulePack.Drawdown.class, when);
      locks = section.flag("locksAtStart", false);
      section.end();
    }
    var onBreach = pack.choice("onBreach", RulePack.OnBreach.class, RulePack.OnBreach.REDUCE);
    long contracts = pack.decimal("contracts", CONTRACT_SCALE, 1, 0);
    var scaling =
        pack.list("scaling").stream()
            .map(
                step -> {
                  long from =
                      step.require("fromProfit", "contracts")
                          .decimal("fromProfit", Money.SCALE, Long.MIN_VALUE, 0);
                  long most = step.decimal("contracts", CONTRACT_SCALE, 1, 0);
                  step.end();
                  return step.made(() -> new RulePack.Step(from, most));
                })
            .toList();
    int bestDay = 0;
    long target = 0;
    if (pack.has("consistency")) {
      var section = pack.section("consistency").require("bestDayPercent", "profitTarget");
      bestDay = section.integer("bestDayPercent", 1, 100, 0);
      target = section.decimal("profitTarget", Money.SCALE, 1, 0);
      section.end();
    }
    var entriesUntil = pack.time("entriesUntil");
    var flatAt = pack.time("flatAt");
    var allowed = symbols.apply(pack, "allowed");
    pack.end();
    var drawdownMax = drawdown;
    var drawdownWhen = when;
    var drawdownLocks = locks;
    var bestDayPercent = bestDay;
    var profitTarget = target;
    return pack.made(
        () ->
            new RulePack(
                name,
                dailyLoss,
                drawdownMax,
                drawdownWhen,
                drawdownLocks,
                onBreach,
                contracts,
                scaling,
                bestDayPercent,
                profitTarget,
                entriesUntil,
                flatAt,
                allowed));
  }
}
