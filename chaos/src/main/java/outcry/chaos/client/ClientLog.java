package outcry.chaos.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What clients asked for, and what they were told. Any thread. */
public final class ClientLog {

  /** What a client was told of a request at last. */
  public enum Told {
    /** Nothing definite. */
    NOTHING,
    ACKNOWLEDGED,
    REFUSED
  }

  /**
   * @param said by an answer that contradicts another one; empty if none did
   */
  public record Entry(ClientOrder order, Told told, String code, String said) {}

  /** An order that was sent and acknowledged, {@link System#nanoTime}. */
  public record Acknowledgement(long sentNanos, long toldNanos) {}

  private final Map<String, Entry> orders = new LinkedHashMap<>();
  private final Map<String, List<Acknowledgement>> acknowledged = new TreeMap<>();
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final Map<String, String> lastTold = new TreeMap<>();

  /** An answer to a new order of that account that says nothing definite. */
  synchronized void again(ClientOrder order, String answer) {
    lastTold.put(order.account(), answer);
  }

  /** What the orders of an account are told while they are not acknowledged. */
  public synchronized String lastTold(String account) {
    return lastTold.getOrDefault(account, "nothing");
  }

  synchronized void asked(ClientOrder order) {
    orders.put(key(order), new Entry(order, Told.NOTHING, "", ""));
  }

  synchronized void acknowledged(ClientOrder order, long sentNanos, long nowNanos) {
    orders.merge(
        key(order),
        new Entry(order, Told.ACKNOWLEDGED, "", ""),
        (before, now) ->
            before.told() == Told.REFUSED
                ? contradicted(before, "acknowledged after " + before.code())
                : now);
    acknowledged
        .computeIfAbsent(order.account(), _ -> new ArrayList<>())
        .add(new Acknowledgement(sentNanos, nowNanos));
  }

  synchronized void refused(ClientOrder order, String code) {
    refusals.merge(code, 1, Integer::sum);
    lastTold.put(order.account(), code);
    orders.merge(
        key(order),
        new Entry(order, Told.REFUSED, code, ""),
        (before, now) ->
            before.told() == Told.ACKNOWLEDGED
                ? contradicted(before, "refused as " + code + " after it was acknowledged")
                : now);
  }

  /** An acknowledged order that nobody knows any more. */
  synchronized void forgotten(ClientOrder order, String said) {
    orders.computeIfPresent(key(order), (_, before) -> contradicted(before, said));
  }

  private static Entry contradicted(Entry entry, String said) {
    return new Entry(entry.order(), entry.told(), entry.code(), said);
  }

  private static String key(ClientOrder order) {
    return order.account() + ' ' + order.clientOrderId();
  }

  public synchronized List<Entry> entries() {
    return List.copyOf(orders.values());
  }

  /** How often an order was refused, by the code. */
  public synchronized Map<String, Integer> refusals() {
    return new TreeMap<>(refusals);
  }

  /** The first acknowledgement of an account's orders after a moment. */
  public synchronized Optional<Acknowledgement> firstAfter(String account, long nanos) {
    var all = acknowledged.getOrDefault(account, List.of());
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).toldNanos() - nanos <= 0) {
        return i + 1 < all.size() ? Optional.of(all.get(i + 1)) : Optional.empty();
      }
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
  }
}
