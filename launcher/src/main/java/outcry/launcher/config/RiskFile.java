package outcry.launcher.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import outcry.launcher.FatalException;
import outcry.model.Instruments;
import outcry.model.TradingDay;
import outcry.order.core.risk.Limits;
import outcry.order.core.risk.RiskRules;
import outcry.order.core.risk.RulePack;
import outcry.order.core.risk.ScopeLimits;

/**
 * Reads the file of {@code --risk}: JSON with comments. Whatever is not known, not of its type or
 * out of its range refuses the whole file with one line that names file, line, field and code.
 */
public final class RiskFile {

  private static final int SECONDS_MAX = 86_400;
  private static final int MILLIS_MAX = 86_400_000;

  private final Instruments instruments;
  private final Problems problems;

  private RiskFile(Instruments instruments, Problems problems) {
    this.instruments = instruments;
    this.problems = problems;
  }

  /**
   * @param accounts those there are; one that the file does not name has the limits that are built
   *     in
   * @param instruments whose symbols the file may name
   * @throws FatalException if the file is refused
   */
  public static Risk read(Path file, Collection<String> accounts, Instruments instruments) {
    return parse(file.toString(), TextFile.read(file, RiskRules.TEXT_MAX), accounts, instruments);
  }

  static Risk parse(
      String file, String text, Collection<String> accounts, Instruments instruments) {
    var problems = new Problems(file);
    var json = Json.parse(text, problems);
    return new RiskFile(instruments, problems).risk(json, accounts);
  }

  private Risk risk(Json json, Collection<String> accounts) {
    var text = Json.text(json);
    int version = version(text);
    var root = Section.of(json, "", problems);
    var day =
        root.has("tradingDay")
            ? tradingDay(root.section("tradingDay"))
            : TradingDay.AROUND_THE_CLOCK;
    var period = Duration.ofSeconds(root.integer("collarPeriodSeconds", 0, SECONDS_MAX, 0));
    var look = Duration.ofMillis(root.integer("lookEveryMillis", 1, MILLIS_MAX, 250));
    var duplicates = Duration.ofMillis(root.integer("duplicateWindowMillis", 0, MILLIS_MAX, 0));
    var restricted = symbols(root, "restricted");
    var repeats = root.has("repeats") ? repeats(root.section("repeats")) : Limits.Repeats.NONE;
    var scopes = new ScopeSections(instruments);
    var house = root.has("house") ? scopes.limits(root.section("house")) : ScopeLimits.NONE;
    var others =
        root.has("strategyDefault")
            ? scopes.limits(root.section("strategyDefault"))
            : ScopeLimits.NONE;
    var strategies = new LinkedHashMap<String, ScopeLimits>();
    root.sections("strategies").forEach((name, own) -> strategies.put(name, scopes.limits(own)));
    var packs = new LinkedHashMap<String, RulePack>();
    root.sections("packs")
        .forEach((name, pack) -> packs.put(name, PackSection.read(name, pack, this::symbols)));
    var limits = new LinkedHashMap<String, Limits>();
    var named = root.sections("accounts");
    for (var name : named.keySet()) {
      if (!accounts.contains(name)) {
        throw problems.at(
            named.get(name).line(),
            "UNKNOWN_ACCOUNT",
            "accounts." + name,
            "known: " + String.join(", ", accounts));
      }
    }
    root.end();
    for (var name : accounts) {
      var own = named.get(name);
      var base = own == null ? Limits.defaults() : account(own, scopes, packs);
      limits.put(
          name,
          new Limits(
              version,
              base.scope(),
              base.collar(),
              strategies,
              others,
              restricted,
              duplicates,
              repeats,
              base.pack()));
    }
    return new Risk(
        version, limits, root.made(() -> new RiskRules(house, period, day, look, text)));
  }

  /** 2 to 2^31 - 1: limits of the same text have the same version, others have not. */
  private static int version(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      int number =
          (digest[0] & 0x7f) << 24
              | (digest[1] & 0xff) << 16
              | (digest[2] & 0xff) << 8
              | digest[3] & 0xff;
      return Math.max(2, number);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static TradingDay tradingDay(Section day) {
    var zone = day.has("zone") ? day.parsed("zone", ZoneId::of, "a time zone") : ZoneOffset.UTC;
    var close = day.time("close");
    day.end();
    var at = close == null ? LocalTime.MIDNIGHT : close;
    return new TradingDay(zone, at, at, EnumSet.allOf(DayOfWeek.class));
  }

  private static Limits.Repeats repeats(Section section) {
    int executions =
        section.require("windowSeconds").integer("executions", 0, Limits.Repeats.MAX, 0);
    int rejections = section.integer("rejections", 0, Limits.Repeats.MAX, 0);
    var window = Duration.ofSeconds(section.integer("windowSeconds", 1, SECONDS_MAX, 1));
    section.end();
    return new Limits.Repeats(executions, rejections, window);
  }

  private Limits account(Section own, ScopeSections scopes, Map<String, RulePack> packs) {
    var defaults = Limits.defaults();
    var scope = scopes.limits(own, defaults.scope());
    var collar =
        own.has("collar") ? collar(own.section("collar"), defaults.collar()) : defaults.collar();
    var pack = RulePack.NONE;
    if (own.has("pack")) {
      pack = packs.get(own.text("pack"));
      if (pack == null) {
        throw own.problem(
            "pack", "UNKNOWN_PACK", own.text("pack") + " is none of " + packs.keySet());
      }
    }
    own.end();
    var rules = pack;
    return own.made(() -> defaults.with(scope).with(collar).with(rules, Set.of()));
  }

  private static Limits.Collar collar(Section section, Limits.Collar absent) {
    int points = section.integer("basisPoints", 1, 1_000_000, absent.basisPoints());
    int age =
        section.integer(
            "referenceAgeMillis", 1, MILLIS_MAX, (int) absent.referenceAgeMax().toMillis());
    int period = section.integer("periodBasisPoints", 0, 1_000_000, 0);
    section.end();
    return new Limits.Collar(points, Duration.ofMillis(age), period);
  }

  private Set<String> symbols(Section section, String name) {
    var symbols = section.names(name);
    for (var symbol : symbols) {
      if (instruments.find(symbol).isEmpty()) {
        throw section.problem(name, "UNKNOWN_SYMBOL", symbol);
      }
    }
    return symbols;
  }
}
