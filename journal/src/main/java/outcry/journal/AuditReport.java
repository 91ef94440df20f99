package outcry.journal;

import java.util.List;

/**
 * What an audit of the chains found.
 *
 * @param chains one for each partition, then the one of the notes
 * @param violations empty is good
 */
public record AuditReport(List<Chain> chains, List<Violation> violations) {

  public AuditReport {
    chains = List.copyOf(chains);
    violations = List.copyOf(violations);
  }

  /**
   * One chain of rows.
   *
   * @param name {@code partition N} or {@code notes}
   * @param rows how many are chained
   * @param head hash of the last row, 64 hexadecimal digits; who keeps it elsewhere can prove later
   *     that nothing before it was changed
   */
  public record Chain(String name, long rows, String head) {}
}
