package outcry.journal;

class PostgresAppendTest extends AppendTest {

  @Override
  TestDatabase database() {
    return TestDatabase.postgres();
  }
}
