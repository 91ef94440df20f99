package outcry.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import outcry.chaos.process.ChaosDatabase;
import outcry.chaos.process.Jvm;
import outcry.chaos.process.Ports;

/**
 * The processes of a cluster on this machine: started, hurt and started again. A folder keeps the
 * configuration, the logs and the exchange's ground truth. One thread.
 */
final class ClusterUnderTest implements AutoCloseable {

  private static final String MAIN = "outcry.launcher.Main";
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx192m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError");
  private static final long STOP_MILLIS = 20_000;

  private record Place(int port, int busPort, int httpPort) {}

  private final Path folder;
  private final List<NodePlan> plans;
  private final ChaosSetup setup;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, Jvm> running = new LinkedHashMap<>();

  ClusterUnderTest(Path folder, List<NodePlan> plans, ChaosSetup setup, ChaosDatabase database) {
    this.folder = folder;
    this.plans = List.copyOf(plans);
    this.setup = setup;
    plans.forEach(
        plan -> places.put(plan.name(), new Place(Ports.free(), Ports.free(), Ports.free())));
    writeConfiguration(database);
  }

  private void writeConfiguration(ChaosDatabase database) {
    var json = new LinkedHashMap<String, Object>();
    json.put("cluster", "chaos");
    json.put("partitions", setup.partitions());
    json.put(
        "members", places.values().stream().map(place -> "127.0.0.1:" + place.port()).toList());
    json.put("interface", "127.0.0.1");
    json.put("http", Map.of("host", "127.0.0.1", "port", 0));
    json.put(
        "database",
        Map.of("url", database.url(), "user", database.user(), "passwordFile", "password"));
    json.put("accounts", setup.accounts());
    json.put("strategies", List.of());
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("password"), database.password());
      Files.setPosixFilePermissions(
          folder.resolve("password"),
          java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
      Files.writeString(configuration(), new ObjectMapper().writeValueAsString(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path configuration() {
    return folder.resolve("cluster.json");
  }

  List<NodePlan> plans() {
    return plans;
  }

  /** The file that makes the exchange's weather. */
  Path weather() {
    return folder.resolve("weather");
  }

  /** The exchange's ground truth. */
  Path exchangeLog() {
    return folder.resolve("exchange-1").resolve("exchange.log");
  }

  /** Where the gateways are. */
  List<URI> gateways() {
    return plans.stream()
        .filter(plan -> plan.has("gateway"))
        .map(plan -> URI.create("http://127.0.0.1:" + places.get(plan.name()).httpPort()))
        .toList();
  }

  URI ready(String node) {
    return URI.create("http://127.0.0.1:" + places.get(node).httpPort() + "/health/ready");
  }

  /**
   * Starts a node.
   *
   * @param more options of its JVM
   */
  void start(String node, String... more) {
    var plan = plan(node);
    var place = places.get(node);
    var options = new ArrayList<>(JVM_OPTIONS);
    options.add("-Doutcry.exchange.faults=" + weather());
    options.addAll(List.of(more));
    options.addAll(setup.jvmOptions());
    var arguments =
        new ArrayList<>(
            List.of(
                MAIN,
                "run",
                "--role",
                String.join(",", plan.roles()),
                "--cluster",
                configuration().toString(),
                "--node",
                node,
                "--data-dir",
                folder.resolve(node).toString()));
    if (!plan.instances().isEmpty()) {
      arguments.addAll(List.of("--instances", plan.instancesText()));
    }
    var environment =
        Map.of(
            "OUTCRY_PORT", Integer.toString(place.port()),
            "OUTCRY_BUS_PORT", Integer.toString(place.busPort()),
            "OUTCRY_HTTP_PORT", Integer.toString(place.httpPort()));
    running.put(node, Jvm.start(log(node), options, arguments, environment));
  }

  Path log(String node) {
    return folder.resolve(node + ".log");
  }

  boolean isRunning(String node) {
    return running.containsKey(node) && running.get(node).isAlive();
  }

  /** How a node that is not running ended; empty if it was never started. */
  Optional<Integer> exitStatus(String node) {
    return Optional.ofNullable(running.get(node)).map(Jvm::exitStatus);
  }

  void kill(String node) {
    running.get(node).kill();
  }

  void pause(String node) {
    running.get(node).pause();
  }

  void resume(String node) {
    running.get(node).resume();
  }

  /** Every node that lives prints what its threads do into its log. */
  void dumpThreads() throws InterruptedException {
    running.values().stream().filter(Jvm::isAlive).forEach(Jvm::dumpThreads);
    TimeUnit.SECONDS.sleep(2); // they print it by themselves
  }

  /** Stops it in order; killed if it does not. */
  boolean stop(String node) {
    boolean stopped = running.get(node).stop(STOP_MILLIS);
    if (!stopped) {
      running.get(node).kill();
    }
    return stopped;
  }

  private NodePlan plan(String node) {
    return plans.stream().filter(plan -> plan.name().equals(node)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    running.values().stream().filter(Jvm::isAlive).forEach(Jvm::kill);
  }
}
