package outcry.journal;

class PostgresProjectionTest extends ProjectionTest {

  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
