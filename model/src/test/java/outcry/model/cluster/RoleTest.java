package outcry.model.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoleTest {

  @Test
  void everyRoleIsFoundByWhatPeopleCallIt() {
    for (var role : Role.values()) {
      assertEquals(Optional.of(role), Role.of(role.text()));
    }
    assertEquals(Optional.empty(), Role.of("ORDER"));
    assertEquals("market-data, order, strategy, position, gateway, exchange", Role.known());
  }
}
