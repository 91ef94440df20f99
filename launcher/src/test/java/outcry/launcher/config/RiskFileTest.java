package outcry.launcher.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.model.AssetClass;
import outcry.model.Instrument;
import outcry.model.Instruments;
import outcry.order.core.risk.InstrumentLimits;
import outcry.order.core.risk.Limits;
import outcry.order.core.risk.Rate;
import outcry.order.core.risk.RulePack;
import outcry.order.core.risk.ScopeLimits;

class RiskFileTest {

  private static final long ONE = 1_00000000L;
  private static final List<String> ACCOUNTS = List.of("paper-1", "paper-2");
  private static final Instruments INSTRUMENTS =
      new Instruments(
          List.of(instrument("MNQZ6.SIM"), instrument("BTCUSDT.SIM"), instrument("AAPL.SIM")));

  private static Instrument instrument(String symbol) {
    return new Instrument(
        symbol, AssetClass.FUTURE, "SIM", "X", "USD", 2, 0, 25, 1, 1, 1_000, 0, 2);
  }

  private static Risk parse(String text) {
    return RiskFile.parse("risk.json", text, ACCOUNTS, INSTRUMENTS);
  }

  @Test
  void everyFieldArrivesWhereItBelongs() {
    var risk =
        parse(
            """
            {
              // a comment
              "tradingDay": {"zone": "America/New_York", "close": "17:00"},
              "collarPeriodSeconds": 60,
              "lookEveryMillis": 500,
              "duplicateWindowMillis": 1000,
              "restricted": ["AAPL.SIM"],
              "repeats": {"executions": 500, "rejections": 100, "windowSeconds": 10},
              "house": {"grossExposure": "5000000", "openOrders": 500},
              "strategyDefault": {"orders": {"perSecond": 20, "burst": 40}},
              "strategies": {"rsi": {"netExposure": "0.5"}},
              "packs": {
                "prop": {
                  "dailyLoss": "1000", "onBreach": "FLATTEN", "contracts": "5",
                  "drawdown": {"amount": "2000", "when": "END_OF_DAY", "locksAtStart": true},
                  "scaling": [{"fromProfit": "0", "contracts": "2"},
                              {"fromProfit": "1500.5", "contracts": "3"}],
                  "consistency": {"bestDayPercent": 40, "profitTarget": "3000"},
                  "entriesUntil": "15:50", "flatAt": "16:10", "allowed": ["MNQZ6.SIM"],
                },
              },
              "accounts": {
                "paper-1": {
                  "orderValue": "250000", "openOrders": 20, "pack": "prop",
                  "messages": {"perSecond": 10, "burst": 20},
                  "collar": {"basisPoints": 200, "referenceAgeMillis": 5000, "periodBasisPoints": 300},
                  "instruments": {"MNQZ6.SIM": {"orderQuantity": "3", "position": "5"}}
                }
              }
            }
            """);

    var one = risk.limits().get("paper-1");
    var defaults = Limits.defaults();
    assertEquals(
        new ScopeLimits(
            250_000 * ONE,
            20,
            0,
            0,
            defaults.scope().orders(),
            new Rate(10, 20),
            Map.of("MNQZ6.SIM", new InstrumentLimits(3, 5))),
        one.scope());
    assertEquals(new Limits.Collar(200, Duration.ofSeconds(5), 300), one.collar());
    assertEquals(
        new RulePack(
            "prop",
            1_000 * ONE,
            2_000 * ONE,
            RulePack.Drawdown.END_OF_DAY,
            true,
            RulePack.OnBreach.FLATTEN,
            5_000_000_000L,
            List.of(
                new RulePack.Step(0, 2_000_000_000L),
                new RulePack.Step(1_500_50000000L, 3_000_000_000L)),
            40,
            3_000 * ONE,
            LocalTime.of(15, 50),
            LocalTime.of(16, 10),
            Set.of("MNQZ6.SIM")),
        one.pack());
    assertEquals(new Limits.Repeats(500, 100, Duration.ofSeconds(10)), one.repeats());
    assertEquals(Set.of("AAPL.SIM"), one.restricted());
    assertEquals(ONE / 2, one.strategy("rsi").netExposureMax());
    assertEquals(new Rate(20, 40), one.strategy("another").orders());
    assertEquals(Duration.ofSeconds(1), one.duplicateWindow());

    var two = risk.limits().get("paper-2");
    assertEquals(List.of(defaults.scope(), RulePack.NONE), List.of(two.scope(), two.pack()));
    assertEquals(one.repeats(), two.repeats());

    assertEquals(5_000_000 * ONE, risk.rules().house().grossExposureMax());
    assertEquals(Duration.ofMinutes(1), risk.rules().collarPeriod());
    assertEquals(ZoneId.of("America/New_York"), risk.rules().tradingDay().zone());
    assertEquals(risk.version(), one.version());
  }

  @Test
  void theVersionFollowsFromTheContentAndNotFromItsForm() {
    var plain = parse("{\"lookEveryMillis\":250}");
    var commented = parse("{ /* often */\n \"lookEveryMillis\" : 250 }");
    assertEquals(plain.version(), commented.version());
    assertEquals("{\"lookEveryMillis\":250}", commented.rules().text());
    assertNotEquals(plain.version(), parse("{\"lookEveryMillis\":251}").version());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | JSON_SYNTAX: risk.json:1: ",
        "{} {} | JSON_SYNTAX: risk.json:1: more after the end",
        "[] | TYPE: risk.json:1: must be an object",
        "{'a': 1} | UNKNOWN_FIELD: risk.json:1: a: is not known here",
        "{'lookEveryMillis': 1,~ 'lookEveryMillis': 1} | DUPLICATE_FIELD: risk.json:2:"
            + " lookEveryMillis: is",
        "{'lookEveryMillis': 0} | RANGE: risk.json:1: lookEveryMillis: must be 1 to 86400000, was"
            + " 0",
        "{'lookEveryMillis': 1.5} | TYPE: risk.json:1: lookEveryMillis: must be a whole number",
        "{'lookEveryMillis': '1'} | TYPE: risk.json:1: lookEveryMillis: must be a whole number",
        "{'lookEveryMillis': null} | TYPE: risk.json:1: lookEveryMillis: null is no value",
        "{'house': {~~'grossExposure': 5}} | TYPE: risk.json:3: house.grossExposure: must be a"
            + " decimal number in quotes",
        "{'house': {'grossExposure': '0'}} | RANGE: risk.json:1: house.grossExposure: must be at"
            + " least 0.00000001",
        "{'house': {'grossExposure': '1e5'}} | TYPE: risk.json:1: house.grossExposure: ",
        "{'house': {'grossExposure': '0.123456789'}} | TYPE: risk.json:1: house.grossExposure: ",
        "{'house': {'pack': 'p'}} | UNKNOWN_FIELD: risk.json:1: house.pack: is not known here",
        "{'house': {'orders': {'burst': 5}}} | MISSING_FIELD: risk.json:1: house.orders.perSecond:"
            + " is missing",
        "{'tradingDay': {'zone': 'Mars/Base'}} | RANGE: risk.json:1: tradingDay.zone: Mars/Base is"
            + " not a time zone",
        "{'tradingDay': {'close': '25:00'}} | RANGE: risk.json:1: tradingDay.close: 25:00 is not a"
            + " time of day",
        "{'restricted': ['XXX.SIM']} | UNKNOWN_SYMBOL: risk.json:1: restricted: XXX.SIM",
        "{'restricted': ['AAPL.SIM','AAPL.SIM']} | DUPLICATE: risk.json:1: restricted: AAPL.SIM is"
            + " there twice",
        "{'accounts': {'paper-9': {}}} | UNKNOWN_ACCOUNT: risk.json:1: accounts.paper-9: known:"
            + " paper-1, paper-2",
        "{'accounts': {'paper-1': {'pack': 'x'}}} | UNKNOWN_PACK: risk.json:1:"
            + " accounts.paper-1.pack: x is none of []",
        "{'accounts': {'paper-1': {'instruments': {'X.SIM': {}}}}} | UNKNOWN_SYMBOL: risk.json:1:"
            + " accounts.paper-1.instruments.X.SIM: X.SIM",
        "{'accounts': {'paper-1': {'instruments': {'AAPL.SIM': {'position': '1.5'}}}}} | TYPE:"
            + " risk.json:1: accounts.paper-1.instruments.AAPL.SIM.position: ",
        "{'packs': {'p': {'onBreach': 'PANIC'}}} | ENUM: risk.json:1: packs.p.onBreach: PANIC is"
            + " none of [REDUCE, FLATTEN, HALT]",
        "{'packs': {'p': {'drawdown': {}}}} | MISSING_FIELD: risk.json:1: packs.p.drawdown.amount:"
            + " is missing",
        "{'packs': {'p': {'scaling': [{'fromProfit': '5', 'contracts': '1'},{'fromProfit': '5',"
            + " 'contracts': '2'}]}}} | RANGE: risk.json:1: packs.p: p: the scaling plan must rise",
        "{'packs': {'p': {'consistency': {'bestDayPercent': 101, 'profitTarget': '1'}}}} | RANGE:"
            + " risk.json:1: packs.p.consistency.bestDayPercent: must be 1 to 100, was 101",
        "{'repeats': {'rejections': 10001, 'windowSeconds': 1}} | RANGE: risk.json:1:"
            + " repeats.rejections: must be 0 to 10000, was 10001",
      })
  void whatIsWrongIsToldInOneLineWithItsPlace(String text, String expected) {
    var refused =
        assertThrows(FatalException.class, () -> parse(text.replace('\'', '"').replace('~', '\n')));

    var told = refused.code() + ": " + refused.getMessage();
    assertEquals(
        expected.strip(), told.substring(0, Math.min(told.length(), expected.strip().length())));
    assertEquals(ExitCode.CONFIG, refused.exitCode());
  }

  @Test
  void aFileThatIsNotThereIsNoInput() {
    var refused =
        assertThrows(
            FatalException.class,
            () -> RiskFile.read(Path.of("no-such-risk.json"), ACCOUNTS, INSTRUMENTS));
    assertEquals(ExitCode.NO_INPUT, refused.exitCode());
  }

  @Test
  void theExampleIsGood() {
    var root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("docs"))) {
      root = root.getParent();
    }
    var accounts = List.of("paper-1", "paper-2", "paper-3", "paper-manual");
    var risk = RiskFile.read(root.resolve("docs/risk.example.json"), accounts, INSTRUMENTS);
    assertEquals("prop-50k", risk.limits().get("paper-1").pack().name());
    assertEquals(RulePack.NONE, risk.limits().get("paper-manual").pack());
  }
}
