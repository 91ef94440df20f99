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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.model.access.Credential;
import outcry.model.access.RequestSignature;
import picocli.CommandLine.Option;

/** Where the running instance is, and how to ask it. Mixed into every remote command. */
public final class Instance {

  private static final Duration TIMEOUT = Duration.ofSeconds(6);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  @Option(
      names = "--url",
      defaultValue = "${env:OUTCRY_URL:-http://127.0.0.1:8080}",
      description = "the running instance (default: OUTCRY_URL, then http://127.0.0.1:8080)")
  private URI url;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "the key to show (default: OUTCRY_KEY_FILE, then data/local.key)")
  private Path keyFile;

  @Option(
      names = "--trust-store",
      paramLabel = "FILE.p12",
      defaultValue = "${env:OUTCRY_TRUST_STORE:-}",
      description = "whose certificates are believed, for https (default: OUTCRY_TRUST_STORE)")
  private String trustStore;

  @Option(
      names = "--trust-password-file",
      paramLabel = "FILE",
      defaultValue = "${env:OUTCRY_TRUST_PASSWORD_FILE:-}",
      description = "its password (default: OUTCRY_TRUST_PASSWORD_FILE)")
  private String trustPasswordFile;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE.pem",
      defaultValue = "${env:OUTCRY_CA_FILE:-}",
      description = "the same as PEM, which needs no password (default: OUTCRY_CA_FILE)")
  private String caFile;

  @Option(names = "--json", description = "print JSON instead of a table")
  private boolean json;

  public boolean json() {
    return json;
  }

  public JsonNode get(String path) {
    return send("GET", path, "");
  }

  /**
   * @param body JSON; empty for none
   */
  public JsonNode send(String method, String path, String body) {
    var request = request(method, path, body);
    try (var client = client()) {
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      var answer = JSON.readTree(response.body());
      if (response.statusCode() >= 300) {
        throw refused(response.statusCode(), answer);
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

  private HttpClient client() {
    var client = HttpClient.newBuilder().connectTimeout(TIMEOUT);
    if (!caFile.isEmpty()) {
      client.sslContext(TrustedHosts.of(Path.of(caFile)));
    } else if (!trustStore.isEmpty()) {
      client.sslContext(TrustedHosts.of(Path.of(trustStore), Path.of(trustPasswordFile)));
    }
    return client.build();
  }

  private HttpRequest request(String method, String path, String body) {
    try {
      var request =
          HttpRequest.newBuilder(url.resolve(path))
              .timeout(TIMEOUT)
              .method(
                  method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
      if (!body.isEmpty()) {
        request.header("Content-Type", "application/json");
      }
      KeyFile.find(keyFile, System.getenv()).ifPresent(key -> sign(request, key, body));
      return request.build();
    } catch (IllegalArgumentException e) {
      throw new FatalException(ExitCode.USAGE, "USAGE", "--url: " + e.getMessage());
    }
  }

  private static void sign(HttpRequest.Builder request, Credential key, String body) {
    var uri = request.copy().build().uri();
    var path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    var stamp = Long.toString(System.currentTimeMillis());
    var nonce = UUID.randomUUID().toString();
    request
        .header("Authorization", "Bearer " + key.text())
        .header(RequestSignature.TIMESTAMP, stamp)
        .header(RequestSignature.NONCE, nonce)
        .header(
            RequestSignature.SIGNATURE,
            RequestSignature.of(
                key.secretHash(),
                request.copy().build().method(),
                path,
                stamp,
                nonce,
                body.getBytes(StandardCharsets.UTF_8)));
  }

  private static FatalException refused(int status, JsonNode answer) {
    boolean access = status == UNAUTHORIZED || status == FORBIDDEN;
    return new FatalException(
        access ? ExitCode.NOT_ALLOWED : ExitCode.UNAVAILABLE,
        answer.path("code").asText("HTTP_" + status),
        answer.path("detail").asText()
            + (status == UNAUTHORIZED ? "; name the key's file: --key-file, OUTCRY_KEY_FILE" : ""));
  }
}
