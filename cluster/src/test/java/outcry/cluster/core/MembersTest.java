package outcry.cluster.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import outcry.model.cluster.Instance;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.NodeState;
import outcry.model.cluster.Role;
import outcry.model.cluster.RoleCount;

class MembersTest {

  private static NodeRow row(String node, int life, int orders) {
    return new NodeRow(
        node,
        node + "#" + life,
        List.of(new RoleCount(Role.ORDER, orders)),
        node + ":5701",
        "build-1",
        "config-1",
        life,
        NodeState.ACTIVE,
        "");
  }

  private static NodeRow with(NodeRow row, String build, String config) {
    return new NodeRow(
        row.node(),
        row.process(),
        row.roles(),
        row.address(),
        build,
        config,
        row.startedNanos(),
        row.state(),
        row.reason());
  }

  @Test
  void onlyActiveNodesThatHaveTheRoleRunInstancesOfIt() {
    var alive =
        List.of(
            row("b", 1, 2),
            row("a", 2, 1),
            row("c", 3, 4).with(NodeState.LEAVING, "shut down"),
            row("d", 4, 4).with(NodeState.REFUSED, "another build"),
            row("e", 5, 0));

    assertEquals(
        List.of(
            new Instance("a", "a#2", Role.ORDER, 0),
            new Instance("b", "b#1", Role.ORDER, 0),
            new Instance("b", "b#1", Role.ORDER, 1)),
        Members.instances(alive, Role.ORDER));
    assertEquals(List.of(), Members.instances(alive, Role.POSITION));
  }

  @Test
  void ofTwoLivesOfANodeTheLaterCounts() {
    var alive = List.of(row("a", 2, 1), row("a", 1, 1));

    assertEquals(
        List.of(new Instance("a", "a#2", Role.ORDER, 0)), Members.instances(alive, Role.ORDER));
    assertTrue(Members.isReplaced(row("a", 1, 1), alive));
    assertFalse(Members.isReplaced(row("a", 2, 1), alive));
  }

  @Test
  void theSharesOfNodesAddUpToWhatIsWantedAndDifferByOneAtMost() {
    for (int nodes = 1; nodes <= 7; nodes++) {
      var alive = IntStream.range(0, nodes).mapToObj(i -> row("n" + i, i, 3)).toList();
      for (int wanted = 0; wanted <= 20; wanted++) {
        int asked = wanted;
        var shares =
            alive.stream().map(row -> Members.share(alive, Role.ORDER, asked, row.node())).toList();

        assertEquals(wanted, shares.stream().mapToInt(share -> share).sum());
        assertTrue(
            shares.getFirst() - shares.getLast() <= 1, wanted + " on " + nodes + ": " + shares);
      }
    }
  }

  @Test
  void aNodeWithoutTheRoleOrOnItsWayOutRunsNone() {
    var alive = List.of(row("a", 1, 0), row("b", 2, 1).with(NodeState.LEAVING, "shut down"));

    assertEquals(3, Members.share(alive, Role.ORDER, 3, "a"));
    assertEquals(0, Members.share(alive, Role.ORDER, 3, "b"));
    assertEquals(0, Members.share(alive, Role.POSITION, 3, "a"));
    assertEquals(0, Members.share(alive, Role.ORDER, 3, "elsewhere"));
  }

  @Test
  void whoComesWithAnotherBuildOrConfigurationIsRefusedAndTheEldestNever() {
    var eldest = row("b", 1, 1);
    var build = with(row("a", 2, 1), "build-2", "config-1");
    var config = with(row("c", 3, 1), "build-1", "config-2");
    var both = with(row("d", 4, 1), "build-2", "config-2");
    var same = row("e", 5, 1);
    var alive = List.of(build, eldest, config, both, same);

    assertEquals(Optional.empty(), Members.refusal(eldest, alive));
    assertEquals(
        Optional.of("another build than the cluster's, which b has"),
        Members.refusal(build, alive));
    assertEquals(
        Optional.of("another configuration than the cluster's, which b has"),
        Members.refusal(config, alive));
    assertEquals(
        Optional.of("another build and configuration than the cluster's, which b has"),
        Members.refusal(both, alive));
    assertEquals(Optional.empty(), Members.refusal(same, alive));
  }

  @Test
  void aRefusedNodeMayOwnOnceTheOthersHaveGone() {
    var refused =
        with(row("a", 2, 1), "build-2", "config-1").with(NodeState.REFUSED, "another build");

    assertEquals(Optional.empty(), Members.refusal(refused, List.of(refused)));
    assertTrue(Members.refusal(refused, List.of(refused, row("b", 3, 1))).isPresent());
  }
}
