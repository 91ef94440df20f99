package outcry.order.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import outcry.model.Algorithm;
import outcry.model.Instructions;
import outcry.model.Instrument;
import outcry.model.MarketEvent;
import outcry.model.OrderCommand.CancelAlgorithm;
import outcry.model.OrderCommand.StartAlgorithm;
import outcry.model.OrderCommand.SubmitOrder;
import outcry.model.OrderEvent;
import outcry.model.OrderEvent.AlgorithmEnded;
import outcry.model.OrderEvent.AlgorithmStarted;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderStatus;
import outcry.model.OrderType;
import outcry.model.RefusalCode;
import outcry.model.TimeInForce;
import outcry.model.TradingState;
import outcry.order.core.algorithm.AlgorithmRules;

/**
 * Works large orders in small ones. What is sent when follows from the journal and the clock, and
 * for a share of the volume from what this owner has seen traded; so a new owner goes on without
 * sending anything twice.
 */
final class Algorithms implements Duty {

  /** Before a child that was refused for a moment is tried again; doubles up to sixteen times. */
  static final long RETRY_NANOS = 1_000_000_000;

  /** So many children in a row that came to nothing end an algorithm. */
  static final int FAILURES_MAX = 5;

  /** Algorithms that run at once in a partition; one more is refused as OVERLOADED. */
  private static final int ACTIVE_MAX = 500;

  private final Desk desk;
  private final AlgorithmTable table;
  private final Submissions submissions;
  private final Map<OrderKey, Pace> paces = new LinkedHashMap<>();
  private final TreeSet<Pace> next = new TreeSet<>();

  Algorithms(Desk desk, Submissions submissions) {
    this.desk = desk;
    this.table = desk.table().algorithms();
    this.submissions = submissions;
  }

  Decision start(StartAlgorithm command, long nowNanos) {
    var limits = desk.config().limits().get(command.account());
    if (limits == null) {
      return Decision.refused(RefusalCode.UNKNOWN_ACCOUNT, command.account());
    }
    if (!AlgorithmRules.isId(command.algorithmId())) {
      return Decision.refused(
          RefusalCode.CLIENT_ID_SYNTAX, "algorithm id must be 1 to 28 of A-Z a-z 0-9 _ -");
    }
    var known = table.find(command.account(), command.algorithmId());
    if (known != null) {
      return known.order.sameContent(command)
          ? Decision.answer(new Acknowledged(command.algorithmId(), 0, known.status()))
          : Decision.refused(
              RefusalCode.CLIENT_ID_REUSED, command.algorithmId() + " was another algorithm");
    }
    if (table.mayBeEvicted(command.account(), command.algorithmId())) {
      return Decision.refused(
          RefusalCode.CLIENT_ID_REUSED, command.algorithmId() + " was used long ago");
    }
    if (nowNanos - command.atNanos() > desk.config().commandAgeMax().toNanos()) {
      return Decision.refused(RefusalCode.DEADLINE_PASSED, "the command is too old");
    }
    if (table.active().size() >= ACTIVE_MAX) {
      return Decision.refused(RefusalCode.OVERLOADED, ACTIVE_MAX + " algorithms are running");
    }
    var instrument = desk.instruments().find(command.symbol()).orElse(null);
    if (instrument == null) {
      return Decision.refused(RefusalCode.UNKNOWN_SYMBOL, command.symbol());
    }
    var fault = AlgorithmRules.fault(command, instrument, nowNanos);
    if (fault != null) {
      return Decision.refused(RefusalCode.ALGORITHM_SHAPE, fault);
    }
    if (isHalted(command)) {
      return Decision.refused(RefusalCode.HALTED, "trading is halted");
    }
    var draft = new Decision.Draft();
    draft.events.add(new AlgorithmStarted(command.account(), command, limits.version(), nowNanos));
    return draft.reply(new Acknowledged(command.algorithmId(), 0, OrderStatus.WORKING));
  }

  Decision cancel(CancelAlgorithm command, long nowNanos) {
    var work = table.find(command.account(), command.algorithmId());
    if (work == null) {
      return Decision.refused(RefusalCode.UNKNOWN_ALGORITHM, command.algorithmId());
    }
    var draft = new Decision.Draft();
    if (work.isRunning()) {
      end(work, "canceled", draft, nowNanos);
    }
    return draft.reply(
        new Acknowledged(
            command.algorithmId(), 0, work.isRunning() ? OrderStatus.CANCELED : work.status()));
  }

  /** Everything of an account is canceled: its algorithms send no more. */
  static void endAll(
      AlgorithmTable table, String account, String symbol, Decision.Draft draft, long nowNanos) {
    for (var work : table.active()) {
      boolean covered =
          work.isRunning()
              && work.order.account().equals(account)
              && (symbol.isEmpty() || work.order.symbol().equals(symbol));
      if (covered) {
        draft.events.add(ended(work, "canceled with all orders", nowNanos));
      }
    }
  }

  private static AlgorithmEnded ended(Work work, String reason, long nowNanos) {
    return new AlgorithmEnded(work.order.account(), work.order.algorithmId(), reason, nowNanos);
  }

  private static void end(Work work, String reason, Decision.Draft draft, long nowNanos) {
    for (var child : work.open()) {
      if (!child.isCancelPending()) {
        Changes.cancel(child, cause(work), draft, nowNanos);
      }
    }
    draft.events.add(ended(work, reason, nowNanos));
  }

  private static String cause(Work work) {
    return "algorithm:" + work.order.algorithmId();
  }

  @Override
  public void applied(OrderEvent event, Order order) {
    if (order != null) {
      var parent = order.submit.instructions().parent();
      if (!parent.isEmpty()) {
        look(table.find(order.submit.account(), parent), event.atNanos());
      }
      return;
    }
    switch (event) {
      case AlgorithmStarted started ->
          look(table.find(started.account(), started.order().algorithmId()), event.atNanos());
      case AlgorithmEnded ended ->
          look(table.find(ended.account(), ended.algorithmId()), event.atNanos());
      case OrderEvent.TradingStateChanged _ ->
          table.active().forEach(work -> look(work, event.atNanos()));
      case OrderEvent _ -> {
        // not about an algorithm
      }
    }
  }

  /** Something of it has changed: look at it as soon as anybody asks. */
  private void look(Work work, long nanos) {
    if (work == null) {
      return;
    }
    var pace = paces.get(work.key);
    if (!work.isRunning() && work.open().isEmpty()) {
      if (pace != null) {
        paces.remove(work.key);
        next.remove(pace);
      }
      return;
    }
    if (pace == null) {
      var symbol = work.order.symbol();
      pace = new Pace(work, desk.instruments().get(symbol).lotSize());
      paces.put(work.key, pace);
    }
    lookAt(pace, nanos);
  }

  private void lookAt(Pace pace, long nanos) {
    next.remove(pace);
    pace.lookAt(nanos);
    next.add(pace);
  }

  @Override
  public void touched(Order order) {
    // no child is of a list
  }

  @Override
  public boolean onMarket(MarketEvent event) {
    return false; // volume is looked at once a second
  }

  @Override
  public void due(long nowNanos, Decision.Draft draft) {
    while (!next.isEmpty() && next.first().nanos() <= nowNanos) {
      var pace = next.first();
      long again = step(pace, nowNanos, draft);
      if (!draft.isEmpty()) {
        return;
      }
      lookAt(pace, again);
    }
  }

  /** When to look again; it does not matter if something was decided. */
  private long step(Pace pace, long nowNanos, Decision.Draft draft) {
    var work = pace.work;
    if (!work.isRunning()) {
      return cancelStray(work, nowNanos, draft);
    }
    var reason = endReason(work, nowNanos);
    if (reason != null) {
      end(work, reason, draft, nowNanos);
      return nowNanos;
    }
    if (nowNanos < work.order.startNanos()) {
      return work.order.startNanos();
    }
    pace.begin(desk.tape().volume(work.order.symbol()));
    long again = mayNotBefore(pace, nowNanos);
    if (again > nowNanos) {
      return Math.min(again, work.order.endNanos());
    }
    long size = size(pace, nowNanos);
    if (size <= 0) {
      return Math.min(idleUntil(pace, nowNanos), work.order.endNanos());
    }
    var decision = submissions.child(child(work, size, nowNanos), nowNanos);
    draft.events.addAll(decision.events());
    draft.effects.addAll(decision.effects());
    if (draft.isEmpty()) {
      return Math.min(nowNanos + pace.refused(), work.order.endNanos());
    }
    pace.sent();
    return nowNanos;
  }

  /** Null if it goes on. */
  private String endReason(Work work, long nowNanos) {
    var done = text(work, work.filled()) + " of " + text(work, work.order.quantity()) + " is done";
    if (work.filled() >= work.order.quantity()) {
      return "done";
    }
    if (isHalted(work.order)) {
      return "trading is halted, " + done;
    }
    if (work.failures() >= FAILURES_MAX) {
      return FAILURES_MAX + " orders in a row came to nothing: " + work.failure() + ", " + done;
    }
    return nowNanos >= work.order.endNanos() ? "its time is up, " + done : null;
  }

  private String text(Work work, long quantity) {
    return desk.instruments().get(work.order.symbol()).quantityText(quantity);
  }

  private boolean isHalted(StartAlgorithm order) {
    var probe = order(order, "", order.quantity(), "", order.atNanos());
    return desk.table().tradingStates().covering(probe) == TradingState.HALTED;
  }

  /** An ended algorithm leaves nothing open: a cancel that was refused is sent again. */
  private static long cancelStray(Work work, long nowNanos, Decision.Draft draft) {
    for (var child : work.open()) {
      if (!child.isCancelPending()) {
        if (nowNanos < child.updatedNanos() + RETRY_NANOS) {
          return child.updatedNanos() + RETRY_NANOS;
        }
        Changes.cancel(child, cause(work), draft, nowNanos);
        return nowNanos;
      }
    }
    return NEVER; // until something happens to them
  }

  /** When the next child may go at the earliest; now or before if it may. */
  private static long mayNotBefore(Pace pace, long nowNanos) {
    var work = pace.work;
    long afterFailure = work.failedNanos() == 0 ? 0 : work.failedNanos() + RETRY_NANOS;
    return switch (work.order.algorithm()) {
      case Algorithm.Twap _, Algorithm.Vwap _ -> {
        int slice = pace.schedule.slice(nowNanos);
        boolean sent =
            work.lastChild() > 0 && work.lastChildNanos() >= pace.schedule.sliceStart(slice);
        boolean cameToNothing =
            work.failedNanos() > 0 && work.failedNanos() >= work.lastChildNanos();
        yield sent && !cameToNothing ? pace.schedule.sliceStart(slice + 1) : afterFailure;
      }
      case Algorithm.Pov _, Algorithm.Iceberg _ ->
          work.open().isEmpty()
              ? Math.max(afterFailure, work.lastChildNanos() + minDistance(work))
              : NEVER;
    };
  }

  /** Between two children, however fast the first fills. */
  private static long minDistance(Work work) {
    boolean share = work.order.algorithm() instanceof Algorithm.Pov && work.lastChild() > 0;
    return share ? RETRY_NANOS : 0;
  }

  private long size(Pace pace, long nowNanos) {
    var work = pace.work;
    var instrument = desk.instruments().get(work.order.symbol());
    long committed = work.committed();
    long left = work.order.quantity() - committed;
    long asked =
        switch (work.order.algorithm()) {
          case Algorithm.Twap _, Algorithm.Vwap _ ->
              pace.schedule.size(pace.schedule.slice(nowNanos), committed);
          case Algorithm.Pov(var share) ->
              pace.shareOf(desk.tape().volume(work.order.symbol()), share) - committed;
          case Algorithm.Iceberg(var shown) -> shown;
        };
    boolean mayLead = !(work.order.algorithm() instanceof Algorithm.Pov);
    return onLot(Math.min(asked, left), left, mayLead, instrument);
  }

  /**
   * Too little waits. What would leave too little takes the rest along, or leaves enough.
   *
   * @param mayLead whether it may be a little more than asked
   */
  private static long onLot(long asked, long left, boolean mayLead, Instrument instrument) {
    long size = Math.min(asked, instrument.maxQuantity()) / instrument.lotSize();
    size *= instrument.lotSize();
    long rest = left - size;
    if (rest > 0 && rest < instrument.minQuantity()) {
      boolean whole = mayLead && left <= instrument.maxQuantity();
      long least = Math.ceilDiv(instrument.minQuantity(), instrument.lotSize());
      size = whole ? left : left - least * instrument.lotSize();
    }
    return size < instrument.minQuantity() ? 0 : size;
  }

  private static long idleUntil(Pace pace, long nowNanos) {
    return switch (pace.work.order.algorithm()) {
      case Algorithm.Twap _, Algorithm.Vwap _ ->
          pace.schedule.sliceStart(pace.schedule.slice(nowNanos) + 1);
      case Algorithm.Pov _, Algorithm.Iceberg _ -> nowNanos + RETRY_NANOS;
    };
  }

  /** Its number is the next that nobody has used, so that a child is never mistaken. */
  private SubmitOrder child(Work work, long size, long nowNanos) {
    int number = work.lastChild() + 1;
    var account = work.order.account();
    var id = work.order.algorithmId() + "-" + number;
    while (desk.table().find(account, id) != null || desk.table().mayBeEvicted(account, id)) {
      id = work.order.algorithmId() + "-" + ++number;
    }
    return order(work.order, id, size, cause(work), nowNanos);
  }

  private static SubmitOrder order(
      StartAlgorithm parent, String id, long size, String cause, long nowNanos) {
    return new SubmitOrder(
        parent.account(),
        id,
        parent.strategy(),
        parent.symbol(),
        parent.side(),
        parent.price() == 0 ? OrderType.MARKET : OrderType.LIMIT,
        TimeInForce.GTC,
        size,
        parent.price(),
        false,
        parent.reduceOnly(),
        Instructions.childOf(parent.algorithmId()),
        cause,
        nowNanos);
  }

  @Override
  public long nextNanos() {
    return next.isEmpty() ? NEVER : next.first().nanos();
  }
}
