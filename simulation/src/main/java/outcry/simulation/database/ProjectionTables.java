package outcry.simulation.database;

import java.util.Map;
import java.util.TreeMap;
import outcry.model.Position;
import outcry.position.core.Cash;
import outcry.position.core.CashKey;
import outcry.position.core.Changes;
import outcry.position.core.PositionKey;

/** What the projection of positions has stored of one partition: its offset and its rows. */
public final class ProjectionTables {

  private final Map<PositionKey, Position> positions = new TreeMap<>();
  private final Map<CashKey, Cash> cash = new TreeMap<>();
  private long offset;

  /** Rows and offset in one transaction; false if the offset is not where the reader believes. */
  public boolean project(long from, long to, Changes changes) {
    if (!isAt(from)) {
      return false;
    }
    offset = to;
    changes.positions().forEach((key, changed) -> positions.put(key, changed.value()));
    changes.cash().forEach((key, changed) -> cash.put(key, changed.value()));
    return true;
  }

  private boolean isAt(long sequence) {
    return offset == sequence;
  }

  public long offset() {
    return offset;
  }

  public Map<PositionKey, Position> positions() {
    return positions;
  }

  public Map<CashKey, Cash> cash() {
    return cash;
  }
}
