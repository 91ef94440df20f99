package outcry.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page in a browser of its own, watched for errors and for requests to other hosts. */
final class Dashboard implements AutoCloseable {

  static final Browser.NewContextOptions DESK =
      new Browser.NewContextOptions().setViewportSize(1400, 900).setColorScheme(ColorScheme.LIGHT);
  static final Browser.NewContextOptions PHONE =
      new Browser.NewContextOptions().setViewportSize(390, 844).setColorScheme(ColorScheme.DARK);

  private final BrowserContext context;
  private final Page page;
  private final URI uri;
  private final List<String> troubles = new CopyOnWriteArrayList<>();

  private Dashboard(BrowserContext context, URI uri) {
    this.context = context;
    this.page = context.newPage();
    this.uri = uri;
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            troubles.add(message.text() + " at " + message.location());
          }
        });
    page.onPageError(error -> troubles.add("thrown: " + error));
    page.onRequest(
        request -> {
          var asked = URI.create(request.url());
          if (!uri.getAuthority().equals(asked.getAuthority())) {
            troubles.add("asked another host: " + asked);
          }
        });
  }

  /** Opens the page with its key in the address. */
  static Dashboard open(Chromium chromium, Browser.NewContextOptions options, URI uri, String key) {
    var dashboard = new Dashboard(chromium.browser().newContext(options), uri);
    dashboard.page.navigate(uri + (key.isEmpty() ? "/" : "/#key=" + key));
    dashboard.page.locator("nav.nav").waitFor();
    return dashboard;
  }

  /** Opens it as somebody who has no key. */
  static Dashboard openWithout(Chromium chromium, URI uri) {
    var dashboard = new Dashboard(chromium.browser().newContext(DESK), uri);
    dashboard.page.navigate(uri.toString());
    return dashboard;
  }

  Page page() {
    return page;
  }

  /** Goes by the keyboard. */
  void go(String key) {
    page.keyboard().press("g");
    page.keyboard().press(key);
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  /** The panel with that heading. */
  Locator panel(String name) {
    return page.locator("section[aria-label='" + name + "']");
  }

  Locator button(String words) {
    return page.locator("button", new Page.LocatorOptions().setHasText(words)).first();
  }

  /** Says yes to the dialog. */
  void yes() {
    page.locator("dialog button[type=submit]").click();
  }

  void assertNoTrouble() {
    assertEquals(List.of(), troubles);
  }

  /** What went wrong until now was meant to. */
  void forgetTroubles() {
    troubles.clear();
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() {
    context.close();
  }
}
