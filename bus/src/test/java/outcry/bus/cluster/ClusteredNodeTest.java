package outcry.bus.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.bus.Metrics;
import outcry.bus.TestNode;
import outcry.bus.cluster.ClusterException.Code;

class ClusteredNodeTest {

  private static final String LOOPBACK = "127.0.0.1";

  @Test
  void nodesFindEachOtherAndMissTheOneThatLeft() throws Exception {
    try (var cluster = new TestCluster("one", "two")) {
      assertEquals(2, cluster.clustered("one").size());
      assertEquals(2, cluster.clustered("two").size());
      Promise<Void> left = Promise.promise();
      cluster.clustered("one").onMembership(left::tryComplete);
      TestNode.await(cluster.clustered("two").leave());
      TestNode.await(left.future());
      assertEquals(1, cluster.clustered("one").size());
    }
  }

  @Test
  void takenPortsAreNamedAndNothingIsLeftRunning() throws Exception {
    var free = TestCluster.freePorts(1).getFirst();
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      int port = taken.getLocalPort();
      assertEquals(
          "PORT_TAKEN: port " + port + " on 127.0.0.1: Address already in use",
          refused(config(LOOPBACK, port, 0, null), Code.PORT_TAKEN));
      assertEquals(
          "PORT_TAKEN: busPort " + port + " on 127.0.0.1: Address already in use",
          refused(config(LOOPBACK, free, port, null), Code.PORT_TAKEN));
    }
    new ServerSocket(free, 1, InetAddress.getByName(LOOPBACK)).close();
  }

  @Test
  void interfaceThatThisMachineDoesNotHaveIsRefused() {
    assertEquals(
        "INTERFACE_UNKNOWN: interface 192.0.2.1: no interface of this machine has it",
        refused(config("192.0.2.1", 0, 0, null), Code.INTERFACE_UNKNOWN));
    assertEquals(
        "INTERFACE_UNKNOWN: interface nowhere.invalid: it cannot be resolved",
        refused(config("nowhere.invalid", 0, 0, null), Code.INTERFACE_UNKNOWN));
  }

  @Test
  void interfaceMayBeGivenByName() throws Exception {
    var loopback = NetworkInterface.getByInetAddress(InetAddress.getByName(LOOPBACK));
    assertEquals(InetAddress.getByName(LOOPBACK), LocalInterface.addressOf(loopback.getName()));
  }

  @Test
  void withoutEncryptionNothingButLoopbackIsListenedOn() throws Exception {
    var outside =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .findFirst();
    org.junit.jupiter.api.Assumptions.assumeTrue(outside.isPresent(), "loopback only machine");
    var address = outside.get().getHostAddress();
    assertEquals(
        "TLS_REQUIRED: interface " + address + " is not loopback, and tls is not set",
        refused(config(address, 0, 0, null), Code.TLS_REQUIRED));
  }

  @Test
  void tlsFilesThatCannotBeUsedAreNamed(@TempDir Path folder) throws Exception {
    var nothing = folder.resolve("nothing.p12");
    var rubbish = Files.writeString(folder.resolve("rubbish.p12"), "not a key store");
    var password = Files.writeString(folder.resolve("password"), "secret\n");

    assertEquals(
        "TLS_FILES: " + nothing + ": does not exist",
        refused(config(LOOPBACK, 0, 0, new TlsFiles(rubbish, rubbish, nothing)), Code.TLS_FILES));
    assertEquals(
        "TLS_FILES: " + nothing + ": does not exist",
        refused(config(LOOPBACK, 0, 0, new TlsFiles(nothing, rubbish, password)), Code.TLS_FILES));
    assertTrue(
        refused(config(LOOPBACK, 0, 0, new TlsFiles(rubbish, rubbish, password)), Code.TLS_FILES)
            .startsWith("TLS_FILES: " + rubbish + ": "));
  }

  @Test
  void configurationThatMeansNothingIsRefused() {
    for (var member : List.of("order-1", "order-1:", ":5701", "order-1:70000", "10.0.0.*:5701")) {
      assertEquals(
          "CLUSTER_CONFIG: members: not host:port: " + member,
          assertThrows(
                  ClusterException.class,
                  () -> new ClusterConfig("c", "n", List.of(member), LOOPBACK, 0, 0, null))
              .getMessage());
    }
    assertThrows(
        ClusterException.class, () -> new ClusterConfig("c", "n", List.of(), LOOPBACK, 0, 0, null));
    assertThrows(
        ClusterException.class,
        () -> new ClusterConfig("c", "a node", List.of("h:1"), LOOPBACK, 0, 0, null));
    assertThrows(
        ClusterException.class,
        () -> new ClusterConfig("c", "n", List.of("h:1"), LOOPBACK, 65536, 0, null));
  }

  @Test
  void itsOwnAddressIsNoFilterOfTheOthers() throws Exception {
    var config = new ClusterConfig("c", "n", List.of("order-2:5701"), LOOPBACK, 5701, 0, null);
    var settings = HazelcastSettings.of(config, InetAddress.getByName(LOOPBACK));

    assertEquals(LOOPBACK, settings.getProperty("hazelcast.local.localAddress"));
    assertEquals(false, settings.getNetworkConfig().getInterfaces().isEnabled());
  }

  @Test
  void nodesFindEachOtherBehindAServiceOfKubernetes() throws Exception {
    var ports = TestCluster.freePorts(2);
    var service = List.of(LOOPBACK + ":" + ports.getFirst());
    var one = new ClusterConfig("k", "one", service, LOOPBACK, ports.getFirst(), 0, null, true);
    var two = new ClusterConfig("k", "two", service, LOOPBACK, ports.getLast(), 0, null, true);
    var first = TestNode.await(ClusteredNode.start(one, new Metrics()));
    try {
      var second = TestNode.await(ClusteredNode.start(two, new Metrics()));
      assertEquals(List.of(2, 2), List.of(first.size(), second.size()));
      TestNode.await(second.leave());
    } finally {
      TestNode.await(first.leave());
    }
  }

  private static ClusterConfig config(String networkInterface, int port, int busPort, TlsFiles t) {
    return new ClusterConfig(
        "test", "node", List.of(LOOPBACK + ":5701"), networkInterface, port, busPort, t);
  }

  private static String refused(ClusterConfig config, Code code) {
    var failure =
        assertThrows(
            ClusterException.class,
            () -> TestNode.await(ClusteredNode.start(config, new Metrics())));
    assertEquals(code, failure.code());
    return failure.getMessage();
  }
}
