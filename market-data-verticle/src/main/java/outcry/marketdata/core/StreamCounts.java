package outcry.marketdata.core;

/**
 * What a stream has brought so far.
 *
 * @param trades received, duplicates included
 * @param quotes received, old ones included
 * @param depthUpdates differences received, old ones included
 * @param snapshots books received
 * @param gaps times that differences were found missing
 * @param dropped old quotes, repeated trades and old differences that were not passed on
 * @param bars finished
 */
public record StreamCounts(
    long trades,
    long quotes,
    long depthUpdates,
    long snapshots,
    long gaps,
    long dropped,
    long bars) {

  public static final StreamCounts NONE = new StreamCounts(0, 0, 0, 0, 0, 0, 0);

  public StreamCounts plus(StreamCounts other) {
    return new StreamCounts(
        trades + other.trades,
        quotes + other.quotes,
        depthUpdates + other.depthUpdates,
        snapshots + other.snapshots,
        gaps + other.gaps,
        dropped + other.dropped,
        bars + other.bars);
  }

  /** Everything that came from the feed. */
  public long frames() {
    return trades + quotes + depthUpdates + snapshots;
  }
}
