package outcry.order.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import outcry.model.Position;
import outcry.model.TradingState;

/**
 * Everything that the journal determines of a partition, as a value: two owners with the same
 * journal have equal snapshots.
 */
public record Snapshot(
    long lastOrderId,
    List<OrderSnapshot> open,
    List<OrderSnapshot> terminal,
    Map<String, Position> positions,
    Map<String, TradingState> tradingStates,
    List<AlgorithmSnapshot> algorithms,
    List<ListSnapshot> lists,
    long fills) {

  /** The same on every node: 64 hexadecimal digits. */
  public String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
