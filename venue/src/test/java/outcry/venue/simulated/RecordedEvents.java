package outcry.venue.simulated;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import outcry.model.Levels;
import outcry.model.Side;

/** Writes down what a book reports, and keeps the levels that follow from its level changes. */
final class RecordedEvents implements BookListener {

  private final List<String> events = new ArrayList<>();
  private final Map<Side, TreeMap<Long, Long>> levels = new EnumMap<>(Side.class);

  RecordedEvents() {
    for (var side : Side.values()) {
      levels.put(side, new TreeMap<>());
    }
  }

  /** What was reported since the last call. */
  List<String> take() {
    var taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  Levels levels(Side side) {
    var sorted = side == Side.BUY ? levels.get(side).descendingMap() : levels.get(side);
    var pairs = new ArrayList<Long>();
    sorted.forEach(
        (price, quantity) -> {
          pairs.add(price);
          pairs.add(quantity);
        });
    return Levels.of(pairs.stream().mapToLong(Long::longValue).toArray());
  }

  @Override
  public void accepted(long id) {
    events.add("accepted " + id);
  }

  @Override
  public void rejected(long id, BookRefusal refusal) {
    events.add("rejected " + id + " " + refusal);
  }

  @Override
  public void traded(
      long makerId,
      long takerId,
      Side takerSide,
      long price,
      long quantity,
      long makerOpen,
      long takerOpen) {
    events.add(
        "traded %d@%d maker %d leaves %d taker %d %s leaves %d"
            .formatted(quantity, price, makerId, makerOpen, takerId, takerSide, takerOpen));
  }

  @Override
  public void canceled(long id, long open, CancelCause cause) {
    events.add("canceled " + id + " open " + open + " " + cause);
  }

  @Override
  public void cancelRejected(long id, BookRefusal refusal) {
    events.add("cancelRejected " + id + " " + refusal);
  }

  @Override
  public void amended(long id, long open, long price, boolean keptPriority) {
    events.add("amended " + id + " " + open + "@" + price + (keptPriority ? " in place" : ""));
  }

  @Override
  public void amendRejected(long id, BookRefusal refusal) {
    events.add("amendRejected " + id + " " + refusal);
  }

  @Override
  public void levelChanged(Side side, long price, long quantity) {
    if (quantity == 0) {
      levels.get(side).remove(price);
    } else {
      levels.get(side).put(price, quantity);
    }
  }
}
