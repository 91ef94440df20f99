package outcry.journal;

/** Where the databases differ in what people ask them. */
enum SqlDialect {
  SQLITE,
  POSTGRES
}
