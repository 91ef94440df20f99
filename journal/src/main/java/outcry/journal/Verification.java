package outcry.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What must hold of the rows, checked without trusting the indexes and checks that ensure it. */
final class Verification {

  /** Violations of one rule that are listed; more say nothing new. */
  private static final int LISTED_MAX = 100;

  /** Each query finds only violations, as one column of text; {@code bare_event} uses no index. */
  private record Rule(String invariant, String sql) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "I7",
              """
              SELECT format('execution %s of account %s at %s is journaled %s times',
                            execution_id, account, venue, count(*))
              FROM bare_event WHERE execution_id IS NOT NULL
              GROUP BY venue, account, execution_id HAVING count(*) > 1
              """),
          new Rule(
              "I2",
              """
              SELECT format('client order id %s of account %s is journaled %s times',
                            client_order_id, account, count(*))
              FROM bare_event WHERE client_order_id IS NOT NULL
              GROUP BY account, client_order_id HAVING count(*) > 1
              """),
          new Rule(
              "I8",
              """
              SELECT format('partition %s: order %s has %s events with versions %s to %s',
                            partition, order_id, count(*), min(version), max(version))
              FROM bare_event WHERE order_id > 0
              GROUP BY partition, order_id
              HAVING min(version) <> 1 OR max(version) <> count(*)
              """),
          new Rule(
              "I8",
              """
              SELECT format('partition %s: order %s has version %s before version %s',
                            partition, order_id, version, before)
              FROM (SELECT partition, order_id, version,
                           lag(version) OVER (PARTITION BY partition, order_id ORDER BY position)
                             AS before
                    FROM event WHERE order_id > 0) AS orders
              WHERE before >= version
              """),
          new Rule(
              "I9",
              """
              SELECT format('partition %s: sequence %s has epoch %s after epoch %s',
                            partition, sequence, epoch, before)
              FROM (SELECT partition, sequence, epoch,
                           lag(epoch) OVER (PARTITION BY partition ORDER BY position) AS before
                    FROM event) AS events
              WHERE before > epoch
              """),
          new Rule(
              "I9",
              """
              SELECT format('partition %s: events have epoch %s, the lease has %s',
                            e.partition, max(e.epoch), coalesce(CAST(l.epoch AS TEXT), 'none'))
              FROM event e LEFT JOIN partition_lease l ON l.partition = e.partition
              GROUP BY e.partition, l.epoch HAVING l.epoch IS NULL OR max(e.epoch) > l.epoch
              """),
          new Rule(
              "I10",
              """
              SELECT format('partition %s: %s events with sequences %s to %s, the lease says %s',
                            p, n, first, last, leased)
              FROM (SELECT l.partition AS p, l.sequence AS leased, coalesce(e.n, 0) AS n,
                           coalesce(e.first, 1) AS first, coalesce(e.last, 0) AS last
                    FROM partition_lease l LEFT JOIN
                      (SELECT partition, count(*) AS n, min(sequence) AS first,
                              max(sequence) AS last
                       FROM event GROUP BY partition) AS e ON e.partition = l.partition) AS ends
              WHERE n <> leased OR first <> 1 OR last <> leased
              """),
          new Rule(
              "I5",
              """
              SELECT format('reader %s of partition %s is at %s of %s',
                            o.reader, o.partition, o.sequence,
                            coalesce(CAST(l.sequence AS TEXT), 'none'))
              FROM reader_offset o LEFT JOIN partition_lease l ON l.partition = o.partition
              WHERE o.sequence > coalesce(l.sequence, 0)
              """));

  /** Whether the file itself is whole. */
  private static final Rule QUICK_CHECK =
      new Rule("DATABASE", "SELECT quick_check FROM pragma_quick_check WHERE quick_check <> 'ok'");

  /**
   * @param connection in a transaction, so that it sees one state of the database
   */
  static List<Violation> verify(Connection connection, SqlDialect dialect) throws SQLException {
    var violations = new ArrayList<Violation>();
    try (var statement = connection.createStatement()) {
      switch (dialect) {
        case SQLITE -> {
          for (var rule : RULES) {
            violations.addAll(found(statement, rule, "event NOT INDEXED"));
          }
          violations.addAll(found(statement, QUICK_CHECK, ""));
        }
        case POSTGRES -> {
          for (var scan : List.of("indexscan", "indexonlyscan", "bitmapscan")) {
            statement.execute("SET LOCAL enable_" + scan + " = off");
          }
          for (var rule : RULES) {
            violations.addAll(found(statement, rule, "event"));
          }
        }
      }
    }
    return List.copyOf(violations);
  }

  private static List<Violation> found(Statement statement, Rule rule, String bareEvents)
      throws SQLException {
    var violations = new ArrayList<Violation>();
    try (var found = statement.executeQuery(rule.sql().replace("bare_event", bareEvents))) {
      for (int i = 0; i < LISTED_MAX && found.next(); i++) {
        violations.add(new Violation(rule.invariant(), found.getString(1)));
      }
    }
    return violations;
  }

  private Verification() {}
}
