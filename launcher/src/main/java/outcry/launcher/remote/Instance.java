package outcry.launcher.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import picocli.CommandLine.Option;

/** Where the running instance is, and how to ask it. Mixed into every remote command. */
final class Instance {

  private static final Duration TIMEOUT = Duration.ofSeconds(6);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--url",
      defaultValue = "http://127.0.0.1:8080",
      description = "the running instance (default: ${DEFAULT-VALUE})")
  private URI url;

  @Option(names = "--json", description = "print JSON instead of a table")
  private boolean json;

  boolean json() {
    return json;
  }

  JsonNode get(String path) {
    return send("GET", path, "");
  }

  /**
   * @param body JSON; empty for none
   */
  JsonNode send(String method, String path, String body) {
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(url.resolve(path))
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json")
              .method(
                  method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
              .build();
    } catch (IllegalArgumentException e) {
      throw new FatalException(ExitCode.USAGE, "USAGE", "--url: " + e.getMessage());
    }
    try (var client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      var answer = JSON.readTree(response.body());
      if (response.statusCode() >= 300) {
        throw new FatalException(
            ExitCode.UNAVAILABLE,
            answer.path("code").asText("HTTP_" + response.statusCode()),
            answer.path("detail").asText());
      }
      return answer;
    } catch (ConnectException e) {
      throw new FatalException(
          ExitCode.UNAVAILABLE, "NOT_RUNNING", "nothing answers at " + url + "; start: outcry run");
    } catch (IOException e) {
      throw new FatalException(
          ExitCode.UNAVAILABLE, "NO_ANSWER", url + " did not answer properly: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FatalException(ExitCode.UNAVAILABLE, "INTERRUPTED", "interrupted while waiting");
    }
  }
}
