package outcry.journal;

class PostgresAccessStoreTest extends AccessStoreTest {

  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
