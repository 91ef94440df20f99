package outcry.launcher.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import outcry.launcher.ExitCode;
import outcry.launcher.FatalException;
import outcry.model.cluster.Role;

class NodeRolesTest {

  @Test
  void eachNamedRoleHasItsInstances() {
    assertEquals(
        new NodeRoles(Map.of(Role.ORDER, 3, Role.POSITION, 1)),
        NodeRoles.of(List.of("order", "position"), List.of("order=3")));
  }

  @Test
  void nothingNamedIsEveryRoleOnce() {
    var all =
        Map.of(
            Role.MARKET_DATA,
            1,
            Role.ORDER,
            1,
            Role.STRATEGY,
            1,
            Role.POSITION,
            1,
            Role.GATEWAY,
            1,
            Role.EXCHANGE,
            1);
    assertEquals(new NodeRoles(all), NodeRoles.of(List.of(), List.of()));
    assertEquals(new NodeRoles(all), NodeRoles.of(List.of("all"), List.of("order=1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          orders       | order=1         | UNKNOWN_ROLE | --role: orders; known: market-data, order, strategy, position, gateway, exchange, or all
          all order    | order=1         | UNKNOWN_ROLE | --role: all; known: market-data, order, strategy, position, gateway, exchange, or all
          order order  | order=1         | ROLE_TWICE   | --role: order is there twice
          order        | order=0         | INSTANCES    | --instances: order must be 1 to 64, was 0
          order        | order=65        | INSTANCES    | --instances: order must be 1 to 64, was 65
          order        | order=-1        | INSTANCES    | --instances: order must be 1 to 64, was -1
          order        | order=two       | INSTANCES    | --instances: order must be 1 to 64, was two
          order        | order           | INSTANCES    | --instances: not role=number: order
          order        | position=2      | INSTANCES    | --instances: this node has no role position
          order        | book=2          | UNKNOWN_ROLE | --instances: book; known: market-data, order, strategy, position, gateway, exchange, or all
          order        | order=1 order=2 | INSTANCES    | --instances: order is there twice
          exchange     | exchange=2      | INSTANCES    | --instances: exchange must be 1 to 1, was 2
          """)
  void whatIsWrongIsNamed(String roles, String instances, String code, String message) {
    var refused =
        assertThrows(
            FatalException.class,
            () -> NodeRoles.of(List.of(roles.split(" ")), List.of(instances.split(" "))));
    assertEquals(code + " " + message, refused.code() + " " + refused.getMessage());
    assertEquals(ExitCode.USAGE, refused.exitCode());
  }
}
