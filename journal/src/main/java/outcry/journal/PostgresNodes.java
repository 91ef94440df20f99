package outcry.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import outcry.model.cluster.ClusterState;
import outcry.model.cluster.NodeRow;
import outcry.model.cluster.NodeState;
import outcry.model.cluster.Role;
import outcry.model.cluster.RoleCount;

/** The SQL of nodes and of what people want of them. One thread. */
final class PostgresNodes {

  /** One round trip; rows of nodes that are long gone go too, whoever gets to it. */
  private static final String HEARTBEAT =
      """
      INSERT INTO node (process, node, roles, address, build_hash, config_hash, started_at_nanos,
        state, reason, beaten_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp())
      ON CONFLICT (process) DO UPDATE SET node = excluded.node, roles = excluded.roles,
        address = excluded.address, build_hash = excluded.build_hash,
        config_hash = excluded.config_hash, started_at_nanos = excluded.started_at_nanos,
        state = excluded.state, reason = excluded.reason, beaten_at = excluded.beaten_at;
      DELETE FROM node WHERE process IN (SELECT process FROM node
        WHERE beaten_at < clock_timestamp() - interval '1 hour' FOR UPDATE SKIP LOCKED);
      SELECT process, node, roles, address, build_hash, config_hash, started_at_nanos, state, reason
        FROM node WHERE beaten_at > clock_timestamp() - ?::bigint * interval '1 microsecond'
        ORDER BY node COLLATE "C", process;
      SELECT role, instances FROM desired_role
      """;

  private final long aliveNanos;
  private final PreparedStatement heartbeat;
  private final PreparedStatement leave;
  private final PreparedStatement desire;

  PostgresNodes(Connection connection, long aliveNanos) throws SQLException {
    this.aliveNanos = aliveNanos;
    heartbeat = connection.prepareStatement(HEARTBEAT);
    leave = connection.prepareStatement("DELETE FROM node WHERE process = ?");
    desire =
        connection.prepareStatement(
            "INSERT INTO desired_role (role, instances) VALUES (?, ?)"
                + " ON CONFLICT (role) DO UPDATE SET instances = excluded.instances");
  }

  ClusterState heartbeat(NodeRow self) throws SQLException {
    Sql.bind(
        heartbeat,
        self.process(),
        self.node(),
        text(self.roles()),
        self.address(),
        self.buildHash(),
        self.configHash(),
        self.startedNanos(),
        self.state().name(),
        self.reason(),
        aliveNanos / 1_000);
    heartbeat.execute();
    heartbeat.getMoreResults(); // past the INSERT
    heartbeat.getMoreResults(); // past the DELETE
    var nodes = new ArrayList<NodeRow>();
    try (var rows = heartbeat.getResultSet()) {
      while (rows.next()) {
        nodes.add(node(rows));
      }
    }
    heartbeat.getMoreResults();
    var desired = new ArrayList<RoleCount>();
    try (var rows = heartbeat.getResultSet()) {
      while (rows.next()) {
        desired.add(new RoleCount(Role.valueOf(rows.getString(1)), rows.getInt(2)));
      }
    }
    desired.sort(Comparator.comparing(RoleCount::role));
    return new ClusterState(nodes, desired);
  }

  Void leave(String process) throws SQLException {
    leave.setString(1, process);
    leave.executeUpdate();
    return null;
  }

  Void desire(Role role, int instances) throws SQLException {
    Sql.bind(desire, role.name(), instances);
    desire.executeUpdate();
    return null;
  }

  private static NodeRow node(ResultSet row) throws SQLException {
    return new NodeRow(
        row.getString(2),
        row.getString(1),
        roles(row.getString(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        NodeState.valueOf(row.getString(8)),
        row.getString(9));
  }

  /** {@code ORDER=2,POSITION=1}. */
  private static String text(List<RoleCount> roles) {
    return roles.stream()
        .map(count -> count.role() + "=" + count.instances())
        .collect(Collectors.joining(","));
  }

  private static List<RoleCount> roles(String text) {
    return Arrays.stream(text.split(","))
        .filter(one -> !one.isEmpty())
        .map(one -> one.split("="))
        .map(one -> new RoleCount(Role.valueOf(one[0]), Integer.parseInt(one[1])))
        .toList();
  }
}
