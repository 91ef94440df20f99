package outcry.model.cluster;

/**
 * How far a reader of the journal is behind it.
 *
 * @param reader the projection's name
 * @param applied the last sequence it has applied
 * @param last the last sequence of the partition
 */
public record ReaderLag(String reader, int partition, long applied, long last) {

  public long behind() {
    return Math.max(0, last - applied);
  }
}
