package outcry.launcher.run;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody wrote to be run elsewhere is text on the page (B40, B67). */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileTextTest {

  private static final String HOSTILE =
      "<img src=x onerror=alert(1)><script>alert(2)</script>${jndi:ldap://x}%n{{7*7}}";

  @TempDir Path folder;

  @Test
  void markupInARowIsShownAsItWasWritten() throws Exception {
    try (var chromium = Chromium.open();
        var outcry = RunningOutcry.start(folder.resolve("data"), "--strategy", "none");
        var rest = outcry.rest()) {
      rest.awaitReady();
      var rows = rest.get("/api/v1/audit").toString().replace("first start", HOSTILE);
      var key = Files.readString(folder.resolve("data/local.key")).strip();
      try (var page = Dashboard.open(chromium, Dashboard.DESK, outcry.uri(), key)) {
        assertThat(page.find(".connection")).hasText("live");
        page.page()
            .route(
                "**/api/v1/audit*",
                route ->
                    route.fulfill(
                        new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody(rows)));
        page.page().evaluate("location.hash = '#/audit'");

        assertThat(page.find("main")).containsText(HOSTILE);
        assertEquals(0, page.find("main img, main script").count());
        page.assertNoTrouble();
      }
    }
  }
}
