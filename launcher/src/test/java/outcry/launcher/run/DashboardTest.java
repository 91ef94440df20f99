package outcry.launcher.run;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people do on the page, in a real browser, against the real program. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DashboardTest {

  private static final String SYMBOL = "AAPL.SIM";
  private static final List<String> VIEWS = List.of("o", "m", "r", "p", "s", "b", "c", "a");
  private static final Page.EmulateMediaOptions DARK =
      new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK);
  private static final double PATIENCE_MILLIS = 20_000;
  private static final int BARS = 5_000;
  private static final int UPDATES_PER_SECOND = 200;

  @TempDir static Path folder;
  private static Chromium chromium;
  private static RunningOutcry outcry;
  private static String key;
  private Dashboard dashboard;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.open();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    outcry = RunningOutcry.start(folder.resolve("data"), "--seed", "7");
    key = keyOf(folder.resolve("data"));
    try (var rest = outcry.rest()) {
      rest.awaitReady();
    }
  }

  /** Empty where the gateway asks nobody who they are. */
  private static String keyOf(Path data) throws IOException {
    var file = data.resolve("local.key");
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }

  @AfterAll
  static void stop() {
    if (outcry != null) {
      outcry.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void closePage() {
    if (dashboard != null) {
      dashboard.close();
    }
  }

  private Dashboard desk() {
    dashboard = Dashboard.open(chromium, Dashboard.DESK, outcry.uri(), key);
    return dashboard;
  }

  @Test
  void keyOfTheAddressSignsInAndIsGoneFromIt() {
    assumeFalse(key.isEmpty(), "this gateway asks nobody who they are");
    var page = desk();

    assertThat(page.find(".connection")).hasText("live");
    assertFalse(page.page().url().contains(key), page.page().url());
    page.assertNoTrouble();
  }

  @Test
  void whoHasNoKeyIsAskedForOneAndAWrongOneIsRefused() {
    assumeFalse(key.isEmpty(), "this gateway asks nobody who they are");
    dashboard = Dashboard.openWithout(chromium, outcry.uri());

    dashboard.find("input[name=key]").fill("outcry_nobody_" + "0".repeat(64));
    dashboard.button("Sign in").click();
    assertThat(dashboard.find(".problem")).isVisible();
    dashboard.find("input[name=key]").fill(key);
    dashboard.button("Sign in").click();
    assertThat(dashboard.find(".connection")).hasText("live");
  }

  @Test
  void marketShowsCandlesBookAndQuotes() {
    var page = desk();

    page.go("m");
    page.button(SYMBOL).click();

    assertThat(page.find(".chart canvas").first()).isVisible();
    assertThat(page.panel("Book").locator(".level.bid:not([hidden])").first()).isVisible();
    assertThat(page.find(".legend")).containsText("close");
    page.assertNoTrouble();
  }

  @Test
  void orderIsSubmittedAmendedExplainedAndCanceled() {
    var page = desk();
    page.go("r");
    assertThat(page.panel("Orders")).hasAttribute("data-state", "live");

    submit(page, "3", "220.00");
    var row = page.panel("Orders").locator("tr", new Locator.LocatorOptions().setHasText("220.00"));
    assertThat(row.first()).containsText("working");
    row.first().locator("button:has-text('amend')").click();
    page.find("dialog input[name=quantity]").fill("2");
    page.yes();
    assertThat(row.first().locator("td").nth(7)).hasText("2");
    row.first().locator("button:has-text('why?')").click();
    assertThat(page.find("dialog .life")).containsText("order intended");
    assertThat(page.find("dialog .life")).containsText("order amended");
    page.page().keyboard().press("Escape");
    row.first().locator("button:has-text('cancel')").click();
    assertThat(row.first()).containsText("canceled");
    page.assertNoTrouble();
  }

  private static void submit(Dashboard page, String quantity, String price) {
    page.page().keyboard().press("n");
    page.find("dialog select[name=symbol]").selectOption(SYMBOL);
    page.find("dialog select[name=account]").selectOption("paper-manual");
    page.find("dialog input[name=quantity]").fill(quantity);
    page.find("dialog input[name=price]").fill(price);
    page.yes();
    assertThat(page.find("dialog")).hasCount(0);
  }

  @Test
  void refusedOrderSaysWhyAndKeepsTheTicket() {
    var page = desk();
    page.go("r");
    assertThat(page.panel("Orders")).hasAttribute("data-state", "live");

    page.page().keyboard().press("n");
    page.find("dialog select[name=symbol]").selectOption(SYMBOL);
    page.find("dialog input[name=quantity]").fill("1.5");
    page.find("dialog input[name=price]").fill("220.00");
    page.yes();

    assertThat(page.find("dialog .problem")).containsText("quantity");
  }

  @Test
  void haltAndFlattenAskFirst() {
    var page = desk();

    page.page().keyboard().press("h");
    page.button("Back").click();
    assertThat(page.find("#halt")).hasText("Halt");
    page.find("#halt").click();
    page.yes();
    assertThat(page.find("#halt")).hasText("Allow trading");
    assertThat(page.panel("Alerts")).containsText("global halted");
    allow(page);
    page.page().keyboard().press("f");
    page.yes();
    assertThat(page.find("#halt")).hasText("Allow trading");
    page.go("p");
    assertThat(page.panel("Positions").locator("button:has-text('close')")).hasCount(0);
    allow(page);
    page.assertNoTrouble();
  }

  private static void allow(Dashboard page) {
    page.find("#halt").click();
    page.yes();
    assertThat(page.find("#halt")).hasText("Halt");
  }

  @Test
  void strategyIsPausedResumedStoppedAndStarted() {
    var page = desk();
    page.go("s");
    var row = page.find("tr[data-key='sma-crossover']");

    row.locator("button:has-text('pause')").click();
    assertThat(row).containsText("paused");
    row.locator("button:has-text('resume')").click();
    row.locator("button:has-text('stop')").click();
    page.yes();
    assertThat(row).containsText("stopped");
    row.locator("button:has-text('start')").click();
    assertThat(row).containsText(Pattern.compile("running|warming up"));
    page.assertNoTrouble();
  }

  @Test
  void everyViewIsThereByTheKeyboardOnAPhoneToo() {
    dashboard = Dashboard.open(chromium, Dashboard.PHONE, outcry.uri(), key);

    for (var view : VIEWS) {
      dashboard.go(view);
      assertThat(dashboard.find(".panel").first()).isVisible();
      assertThat(dashboard.find("#halt")).isVisible();
      assertEquals(
          390, dashboard.page().evaluate("document.documentElement.scrollWidth"), "at g " + view);
    }
    dashboard.assertNoTrouble();
  }

  /** Only when asked: {@code -Doutcry.screens=docs/screens}, from the top folder. */
  @Test
  void everyViewIsPictured() {
    var wanted = System.getProperty("outcry.screens");
    assumeFalse(wanted == null, "no pictures were asked for");
    var screens = Path.of("..").resolve(wanted);
    picture(desk(), screens, "");
    dashboard.page().emulateMedia(DARK);
    picture(dashboard, screens, "-dark");
    dashboard.close();
    dashboard = Dashboard.open(chromium, Dashboard.PHONE, outcry.uri(), key);
    picture(dashboard, screens, "-phone");
  }

  private static void picture(Dashboard page, Path screens, String suffix) {
    for (var view : VIEWS) {
      page.go(view);
      assertThat(page.find(".panel[data-state='loading']:not([hidden])")).hasCount(0);
      var name = page.page().title().split(" ")[0].toLowerCase(Locale.ROOT) + suffix + ".png";
      page.page().waitForTimeout(1_500); // charts and meters come to rest
      page.page().screenshot(new Page.ScreenshotOptions().setPath(screens.resolve(name)));
    }
  }

  @Test
  void numbersLookOldWhenTheGatewayIsGoneAndLiveWhenItIsBack() throws Exception {
    var data = folder.resolve("second");
    var first = RunningOutcry.start(data);
    try (var detour = new Detour(first.uri().getPort())) {
      dashboard = Dashboard.open(chromium, Dashboard.DESK, detour.uri(), keyOf(data));
      assertThat(dashboard.panel("Feeds")).hasAttribute("data-state", "live");

      first.kill();
      assertThat(dashboard.find(".connection")).containsText("disconnected");
      assertThat(dashboard.panel("Feeds")).hasAttribute("data-state", "stale");
      assertThat(dashboard.panel("Feeds").locator(".age")).containsText("old");
      dashboard.forgetTroubles();

      try (var second = RunningOutcry.start(data)) {
        detour.to(second.uri().getPort());
        assertThat(dashboard.find(".connection")).hasText("live");
        assertThat(dashboard.panel("Feeds")).hasAttribute("data-state", "live");
      }
    } finally {
      first.close();
    }
  }

  @Test
  void thousandsOfCandlesAndHundredsOfUpdatesLeaveTheFramesAlone() {
    var page = desk();
    page.go("m");
    assertThat(page.find(".chart canvas").first()).isVisible();

    var frames =
        (Number) page.page().evaluate(FRAMES, List.of(SYMBOL, BARS, 1000 / UPDATES_PER_SECOND));

    System.out.printf(
        "%d candles, %d updates a second: %.0f frames a second%n",
        BARS, UPDATES_PER_SECOND, frames.doubleValue());
    assertTrue(frames.doubleValue() > 15, () -> frames + " frames a second");
    page.assertNoTrouble();
  }

  /** Through the page's own store, as the stream does it; counts frames for three seconds. */
  private static final String FRAMES =
      """
      async ([symbol, count, millis]) => {
        const { put, value } = await import("/js/store.js");
        location.hash = `#/market/${symbol}?spec=4h`;
        await new Promise((later) => setTimeout(later, 1000));
        const bars = Array.from({ length: count }, (_, i) => ({
          spec: "4h", open: "100.00", high: "102.00", low: "99.00", close: (100 + Math.sin(i / 9)).toFixed(2),
          volume: "10", trades: 1, time: new Date(1e12 + i * 14_400_000).toISOString(),
        }));
        put(`bars ${symbol} 4h`, bars);
        let n = 0;
        const quote = value(`quote ${symbol}`);
        const timer = setInterval(() => {
          n += 1;
          const top = { ...quote, bid: (100 + (n % 50) / 100).toFixed(2), ask: (101 + (n % 50) / 100).toFixed(2) };
          put(`quote ${symbol}`, top);
          put("quotes", value("quotes").map((one) => (one.symbol === symbol ? top : one)));
          put(`bars ${symbol} 4h`, [...bars.slice(0, -1), { ...bars.at(-1), close: top.bid }]);
        }, millis);
        let frames = 0;
        const begin = performance.now();
        while (performance.now() - begin < 3000) {
          await new Promise(requestAnimationFrame);
          frames += 1;
        }
        clearInterval(timer);
        return frames / ((performance.now() - begin) / 1000);
      }
      """;
}
