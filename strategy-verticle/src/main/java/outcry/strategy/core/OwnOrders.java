package outcry.strategy.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import outcry.model.Contingency;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AlgorithmEnded;
import outcry.model.OrderEvent.AlgorithmStarted;
import outcry.model.OrderEvent.ListSubmitted;
import outcry.model.OrderEvent.OrderAdopted;
import outcry.model.OrderEvent.OrderDenied;
import outcry.model.OrderEvent.OrderHeld;
import outcry.model.OrderEvent.OrderIntended;

/**
 * Which orders of an account are one strategy's, and which of them may be open at the venue: what
 * must be canceled when the strategy is taken off. Ended orders are remembered up to a bound, the
 * oldest forgotten first.
 */
public final class OwnOrders {

  private final String account;
  private final String strategy;
  private final int endedMax;
  private final Map<Long, String> idByOrder = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final Map<Long, String> ended = new LinkedHashMap<>();
  private final Set<String> exits = new LinkedHashSet<>();
  private final Set<String> algorithms = new LinkedHashSet<>();
  private final LinkedHashSet<String> endedAlgorithms = new LinkedHashSet<>();
  private long lastEpoch = -1;

  public OwnOrders(String account, String strategy, int endedMax) {
    this.account = account;
    this.strategy = strategy;
    this.endedMax = endedMax;
  }

  /** A command for a new order is on its way. */
  public void submitted(String clientOrderId) {
    open.add(clientOrderId);
  }

  /** The owner refused it: it will never be. */
  public void refused(String clientOrderId) {
    open.remove(clientOrderId);
  }

  /** A command for a new algorithm is on its way. */
  public void started(String algorithmId) {
    algorithms.add(algorithmId);
  }

  /** The owner refused it: it will never be. */
  public void refusedAlgorithm(String algorithmId) {
    algorithms.remove(algorithmId);
  }

  /** Whether the event is of an algorithm of this strategy. */
  public boolean takeAlgorithm(OrderEvent event) {
    return event.account().equals(account)
        && switch (event) {
          case AlgorithmStarted e when e.order().strategy().equals(strategy) -> {
            noteEpoch(e.order().algorithmId());
            algorithms.add(e.order().algorithmId());
            yield true;
          }
          case AlgorithmEnded e when algorithms.remove(e.algorithmId()) -> {
            endedAlgorithms.add(e.algorithmId());
            if (endedAlgorithms.size() > endedMax) {
              endedAlgorithms.removeFirst();
            }
            yield true;
          }
          default -> false;
        };
  }

  /** Ids of the algorithms that may be running, oldest first. */
  public List<String> algorithms() {
    return new ArrayList<>(algorithms);
  }

  /** The exits of a bracket of this strategy stay when it goes: they protect what it leaves. */
  public void takeList(OrderEvent event) {
    if (event instanceof ListSubmitted list
        && list.account().equals(account)
        && list.contingency() == Contingency.BRACKET
        && ClientOrderIds.epochOf(strategy, list.clientOrderIds().getFirst()).isPresent()) {
      exits.addAll(list.clientOrderIds().subList(1, list.clientOrderIds().size()));
    }
  }

  /** The client order id if the event is about an order of this strategy, otherwise null. */
  public String take(OrderEvent event) {
    if (!event.account().equals(account) || event.orderId() == 0) {
      return null;
    }
    var clientOrderId =
        switch (event) {
          case OrderIntended e when e.order().strategy().equals(strategy) ->
              begin(e.orderId(), e.order());
          case OrderHeld e when e.order().strategy().equals(strategy) ->
              begin(e.orderId(), e.order());
          case OrderAdopted e when e.order().strategy().equals(strategy) ->
              begin(e.orderId(), e.order());
          case OrderDenied e when e.order().strategy().equals(strategy) ->
              e.order().clientOrderId();
          default -> find(event.orderId());
        };
    if (clientOrderId != null) {
      note(clientOrderId, event);
    }
    return clientOrderId;
  }

  private String begin(long orderId, SubmitOrder order) {
    var clientOrderId = order.clientOrderId();
    idByOrder.put(orderId, clientOrderId);
    open.add(clientOrderId);
    return clientOrderId;
  }

  private String find(long orderId) {
    var clientOrderId = idByOrder.get(orderId);
    return clientOrderId != null ? clientOrderId : ended.get(orderId);
  }

  private void note(String clientOrderId, OrderEvent event) {
    noteEpoch(clientOrderId);
    if (TicketState.ends(event)) {
      open.remove(clientOrderId);
      exits.remove(clientOrderId);
      idByOrder.remove(event.orderId());
      ended.put(event.orderId(), clientOrderId);
      if (ended.size() > endedMax) {
        ended.remove(ended.keySet().iterator().next());
      }
    }
  }

  private void noteEpoch(String id) {
    var epoch = ClientOrderIds.epochOf(strategy, id);
    if (epoch.isPresent()) {
      lastEpoch = Math.max(lastEpoch, epoch.getAsLong());
    }
  }

  /**
   * Client order ids of what may be open and is nobody's protection, oldest first. An entry that
   * goes takes the exits it does not need along.
   */
  public List<String> open() {
    return open.stream().filter(id -> !exits.contains(id)).toList();
  }

  /** Whether the journal knows the id, of an order or an algorithm, or has known it of late. */
  public boolean knows(String id) {
    return open.contains(id)
        || algorithms.contains(id)
        || ended.containsValue(id)
        || endedAlgorithms.contains(id);
  }

  /** The highest epoch of any order or algorithm of this strategy; -1 if there is none. */
  public long lastEpoch() {
    return lastEpoch;
  }
}
