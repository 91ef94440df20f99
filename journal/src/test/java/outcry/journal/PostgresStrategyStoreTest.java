package outcry.journal;

class PostgresStrategyStoreTest extends StrategyStoreTest {

  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
