package outcry.journal;

import java.util.List;

class PostgresVerificationTest extends VerificationTest {

  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }

  @Override
  List<String> guards() {
    return List.of("DROP TRIGGER event_stays ON event");
  }
}
