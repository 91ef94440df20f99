package outcry.journal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.postgresql.PGConnection;
import outcry.model.OrderEvent.IntentEvent;

/** Rows on their way into the journal, as the columns of one statement. */
final class PostgresBatch {

  /** The end of a partition's journal. */
  record End(long sequence, byte[] hash) {}

  /** A row and where it goes. */
  private record Placed(long position, long epoch, EventRow row, byte[] hash) {}

  /** A version of an order that must be there already. */
  private record Version(int partition, long orderId, int version) {}

  /** A partition that moves on. */
  private record Move(int partition, long epoch, long before) {}

  private final HashChain hashes;
  private final Map<Integer, End> known;
  private final Map<Integer, End> ends = new HashMap<>();
  private final Map<Integer, Move> moves = new TreeMap<>();
  private final List<Placed> placed = new ArrayList<>();
  private final Set<Version> here = new HashSet<>();
  private final List<Version> needed = new ArrayList<>();
  private final Set<String> accounts = new TreeSet<>();
  private final Set<String> strategies = new TreeSet<>();
  private final Set<String> symbols = new TreeSet<>();

  /**
   * @param known where partitions end; one that is missing is empty
   */
  PostgresBatch(HashChain hashes, Map<Integer, End> known) {
    this.hashes = hashes;
    this.known = known;
  }

  /**
   * Puts rows behind what is there.
   *
   * @return the last one's sequence
   * @throws IllegalStateException if the partition is in it under another epoch
   */
  long add(Ownership ownership, List<EventRow> rows) {
    int partition = ownership.partition();
    var end = ends.get(partition);
    if (end == null) {
      end = known.getOrDefault(partition, new End(0, HashChain.START));
      moves.put(partition, new Move(partition, ownership.epoch(), end.sequence));
    } else if (moves.get(partition).epoch != ownership.epoch()) {
      throw new IllegalStateException("two epochs of partition " + partition);
    }
    for (var row : rows) {
      long sequence = end.sequence + 1;
      long position = EventRow.position(partition, sequence);
      byte[] hash = hashes.event(end.hash, position, ownership.epoch(), row.payload());
      end = new End(sequence, hash);
      placed.add(new Placed(position, ownership.epoch(), row, hash));
      need(partition, row);
    }
    ends.put(partition, end);
    return end.sequence;
  }

  private void need(int partition, EventRow row) {
    var event = row.event();
    if (event instanceof IntentEvent intent) {
      accounts.add(intent.account());
      strategies.add(intent.strategy());
      symbols.add(intent.symbol());
    }
    if (event.version() > 1) {
      var before = new Version(partition, event.orderId(), event.version() - 1);
      if (!here.contains(before)) {
        needed.add(before);
      }
    }
    if (event.version() > 0) {
      here.add(new Version(partition, event.orderId(), event.version()));
    }
  }

  boolean hasIntents() {
    return !accounts.isEmpty();
  }

  int partitions() {
    return moves.size();
  }

  /** Where the partitions end afterwards. */
  Map<Integer, End> ends() {
    return ends;
  }

  /** The arguments of {@link PostgresAppends}' statement. */
  void bind(PreparedStatement statement, PGConnection arrays) throws SQLException {
    var columns = new Columns(statement, arrays);
    var moved = List.copyOf(moves.values());
    columns.longs(moved, Move::partition);
    columns.longs(moved, Move::partition);
    columns.longs(moved, Move::epoch);
    columns.longs(moved, Move::before);
    columns.longs(moved, move -> ends.get(move.partition).sequence);
    columns.bytes(moved, move -> ends.get(move.partition).hash);
    columns.truth(hasIntents());
    columns.texts(accounts.stream().toList(), text -> text);
    columns.texts(strategies.stream().toList(), text -> text);
    columns.texts(symbols.stream().toList(), text -> text);
    columns.longs(needed, Version::partition);
    columns.longs(needed, Version::orderId);
    columns.longs(needed, Version::version);
    columns.longs(placed, Placed::position);
    columns.longs(placed, Placed::epoch);
    columns.texts(placed, one -> one.row.event().getClass().getSimpleName());
    columns.texts(placed, one -> one.row.event().account());
    columns.longs(placed, one -> one.row.event().orderId());
    columns.longs(placed, one -> one.row.event().version());
    columns.texts(placed, one -> one.row.clientOrderId());
    columns.texts(placed, one -> one.row.venue());
    columns.texts(placed, one -> one.row.executionId());
    columns.longs(placed, one -> one.row.event().atNanos());
    columns.bytes(placed, one -> one.row.payload());
    columns.bytes(placed, one -> one.hash);
  }

  /** Binds one array after the other. */
  private static final class Columns {

    private final PreparedStatement statement;
    private final PGConnection arrays;
    private int index;

    Columns(PreparedStatement statement, PGConnection arrays) {
      this.statement = statement;
      this.arrays = arrays;
    }

    <T> void longs(List<T> rows, ToLongFunction<T> column) throws SQLException {
      var values = rows.stream().mapToLong(column).toArray();
      statement.setArray(++index, arrays.createArrayOf("int8", values));
    }

    <T> void texts(List<T> rows, Function<T, String> column) throws SQLException {
      var values = rows.stream().map(column).toArray(String[]::new);
      statement.setArray(++index, arrays.createArrayOf("text", (Object) values));
    }

    <T> void bytes(List<T> rows, Function<T, byte[]> column) throws SQLException {
      var values = rows.stream().map(column).toArray(byte[][]::new);
      statement.setArray(++index, arrays.createArrayOf("bytea", (Object) values));
    }

    void truth(boolean value) throws SQLException {
      statement.setBoolean(++index, value);
    }
  }
}
