package outcry.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What must hold of the rows, checked without trusting the indexes and checks that ensure it. */
final class Verification {

  /** Violations of one rule that are listed; more say nothing new. */
  private static final int LISTED_MAX = 100;

  /** Each query finds only violations, as one column of text. */
  private record Rule(String invariant, String sql) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "I7",
              """
              SELECT format('execution %s of account %s at %s is journaled %d times',
                            execution_id, account, venue, count(*))
              FROM event NOT INDEXED WHERE execution_id IS NOT NULL
              GROUP BY venue, account, execution_id HAVING count(*) > 1
              """),
          new Rule(
              "I2",
              """
              SELECT format('client order id %s of account %s is journaled %d times',
                            client_order_id, account, count(*))
              FROM event NOT INDEXED WHERE client_order_id IS NOT NULL
              GROUP BY account, client_order_id HAVING count(*) > 1
              """),
          new Rule(
              "I8",
              """
              SELECT format('partition %d: order %d has %d events with versions %d to %d',
                            partition, order_id, count(*), min(version), max(version))
              FROM event NOT INDEXED WHERE order_id > 0
              GROUP BY partition, order_id
              HAVING min(version) <> 1 OR max(version) <> count(*)
              """),
          new Rule(
              "I8",
              """
              SELECT format('partition %d: order %d has version %d before version %d',
                            partition, order_id, version, before)
              FROM (SELECT partition, order_id, version,
                           lag(version) OVER (PARTITION BY partition, order_id ORDER BY position)
                             AS before
                    FROM event WHERE order_id > 0)
              WHERE before >= version
              """),
          new Rule(
              "I9",
              """
              SELECT format('partition %d: sequence %d has epoch %d after epoch %d',
                            partition, sequence, epoch, before)
              FROM (SELECT partition, sequence, epoch,
                           lag(epoch) OVER (PARTITION BY partition ORDER BY position) AS before
                    FROM event)
              WHERE before > epoch
              """),
          new Rule(
              "I9",
              """
              SELECT format('partition %d: events have epoch %d, the lease has %s',
                            e.partition, max(e.epoch), coalesce(l.epoch, 'none'))
              FROM event e LEFT JOIN partition_lease l ON l.partition = e.partition
              GROUP BY e.partition HAVING l.epoch IS NULL OR max(e.epoch) > l.epoch
              """),
          new Rule(
              "I10",
              """
              SELECT format('partition %d: %d events with sequences %d to %d, the lease says %d',
                            p, n, first, last, leased)
              FROM (SELECT l.partition AS p, l.sequence AS leased, count(e.position) AS n,
                           coalesce(min(e.sequence), 1) AS first,
                           coalesce(max(e.sequence), 0) AS last
                    FROM partition_lease l LEFT JOIN event e
                      ON e.position BETWEEN l.partition << 48 AND (l.partition + 1 << 48) - 1
                    GROUP BY l.partition)
              WHERE n <> leased OR first <> 1 OR last <> leased
              """),
          new Rule(
              "I5",
              """
              SELECT format('reader %s of partition %d is at %d of %s',
                            o.reader, o.partition, o.sequence, coalesce(l.sequence, 'none'))
              FROM reader_offset o LEFT JOIN partition_lease l ON l.partition = o.partition
              WHERE o.sequence > coalesce(l.sequence, 0)
              """),
          new Rule(
              "DATABASE", "SELECT quick_check FROM pragma_quick_check WHERE quick_check <> 'ok'"));

  static List<Violation> verify(Connection connection) throws SQLException {
    var violations = new ArrayList<Violation>();
    try (var statement = connection.createStatement()) {
      for (var rule : RULES) {
        try (var found = statement.executeQuery(rule.sql())) {
          for (int i = 0; i < LISTED_MAX && found.next(); i++) {
            violations.add(new Violation(rule.invariant(), found.getString(1)));
          }
        }
      }
    }
    return List.copyOf(violations);
  }

  private Verification() {}
}
