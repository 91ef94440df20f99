package outcry.order.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The watched orders of one instrument, sorted so that a price which meets nothing and leads no
 * trailing stop costs two looks.
 */
final class TriggerIndex {

  private static final Comparator<Watch> BY_TRIGGER =
      Comparator.comparingLong(Watch::trigger).thenComparingLong(watch -> watch.order.orderId);
  private static final Comparator<Watch> BY_FOLLOWED =
      Comparator.comparingLong(Watch::followed).thenComparingLong(watch -> watch.order.orderId);

  /** For each source: those met by falling prices, then those met by rising ones. */
  private final List<TreeSet<Watch>> byTrigger = new ArrayList<>();

  private final List<TreeSet<Watch>> byFollowed = new ArrayList<>();
  private int size;

  TriggerIndex() {
    for (int i = 0; i < 2 * Tape.Source.values().length; i++) {
      byTrigger.add(new TreeSet<>(BY_TRIGGER));
      byFollowed.add(new TreeSet<>(BY_FOLLOWED));
    }
  }

  private static int place(Tape.Source source, boolean isRising) {
    return 2 * source.ordinal() + (isRising ? 1 : 0);
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(Watch watch) {
    int place = place(watch.source, watch.isRising);
    if (watch.trigger() != 0) { // a trailing stop has none before its first price
      byTrigger.get(place).add(watch);
    }
    if (watch.isTrailing()) {
      byFollowed.get(place).add(watch);
    }
    size++;
  }

  /** Before anything of it changes that this is sorted by. */
  void remove(Watch watch) {
    int place = place(watch.source, watch.isRising);
    boolean wasHere = byTrigger.get(place).remove(watch);
    wasHere |= byFollowed.get(place).remove(watch);
    size -= wasHere ? 1 : 0;
  }

  /** Takes out the next order that a price meets; null if it meets none. */
  Watch pollMet(Tape.Source source, long twicePrice) {
    var met = metBy(byTrigger.get(place(source, true)), twicePrice, true);
    if (met == null) {
      met = metBy(byTrigger.get(place(source, false)), twicePrice, false);
    }
    if (met != null) {
      remove(met);
    }
    return met;
  }

  /** The nearest trigger of rising prices is the lowest, of falling ones the highest. */
  private static Watch metBy(TreeSet<Watch> watches, long twicePrice, boolean isRising) {
    if (watches.isEmpty()) {
      return null;
    }
    var nearest = isRising ? watches.first() : watches.last();
    return nearest.isMetBy(twicePrice) ? nearest : null;
  }

  /** Takes out the next trailing stop that a price is better for; null if there is none. */
  Watch pollLed(Tape.Source source, long twicePrice) {
    var buys = byFollowed.get(place(source, true));
    var sells = byFollowed.get(place(source, false));
    Watch led = null;
    if (!buys.isEmpty() && buys.last().followed() > twicePrice) {
      led = buys.last();
    } else if (!sells.isEmpty() && sells.first().followed() < twicePrice) {
      led = sells.first();
    }
    if (led != null) {
      remove(led);
    }
    return led;
  }
}
