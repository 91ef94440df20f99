package outcry.venue.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.Accepted;
import outcry.model.ExecutionReport.Filled;
import outcry.venue.VenueOrder;
import outcry.venue.log.VenueLogEntry.AmendLogged;
import outcry.venue.log.VenueLogEntry.EndLogged;
import outcry.venue.log.VenueLogEntry.OrderLogged;
import outcry.venue.log.VenueLogEntry.RejectLogged;

/** What the log says of one order. Changed only by the history that holds it. */
public final class LoggedOrder {

  private final ExecutionReport first;
  private final VenueOrder order;
  private final List<Filled> fills = new ArrayList<>(1);
  private long quantity;
  private long price;
  private long filled;
  private ExecutionReport amended;
  private ExecutionReport end;

  private LoggedOrder(ExecutionReport first, VenueOrder order) {
    this.first = first;
    this.order = order;
    this.quantity = order == null ? 0 : order.quantity();
    this.price = order == null ? 0 : order.price();
  }

  static LoggedOrder accepted(OrderLogged entry) {
    return new LoggedOrder(entry.report(), entry.order());
  }

  static LoggedOrder rejected(RejectLogged entry) {
    return new LoggedOrder(entry.report(), null);
  }

  /** Whether the order lost its place in the queue: all but a smaller quantity costs it. */
  boolean amend(AmendLogged entry) {
    if (entry.quantity() <= filled) {
      throw new VenueLogException("amended below what is filled: " + entry);
    }
    boolean losesPriority = entry.price() != price || entry.quantity() > quantity;
    quantity = entry.quantity();
    price = entry.price();
    amended = entry.report();
    return losesPriority;
  }

  /** Whether the order is filled in full now. */
  boolean fill(Filled fill) {
    filled = Math.addExact(filled, fill.quantity());
    if (fill.quantity() <= 0 || filled != fill.cumulativeQuantity() || filled > quantity) {
      throw new VenueLogException("does not add up with the fills before it: " + fill);
    }
    fills.add(fill);
    return filled == quantity;
  }

  void end(EndLogged entry) {
    if (entry.filled() != filled) {
      throw new VenueLogException("does not add up with the fills before it: " + entry);
    }
    end = entry.report();
  }

  /** As it was accepted; empty if it was refused. */
  public Optional<VenueOrder> order() {
    return Optional.ofNullable(order);
  }

  /** The venue's id of it; empty if it was refused. */
  public Optional<String> venueOrderId() {
    return first instanceof Accepted accepted
        ? Optional.of(accepted.venueOrderId())
        : Optional.empty();
  }

  /** Total quantity now, with amendments; 0 if it was refused. */
  public long quantity() {
    return quantity;
  }

  /** Limit now, with amendments. */
  public long price() {
    return price;
  }

  public long filled() {
    return filled;
  }

  public boolean isOpen() {
    return order != null && end == null && filled < quantity;
  }

  /**
   * The reports that lead to its state: Accepted, the last Amended, every Filled, and how it ended;
   * or Rejected alone.
   */
  public List<ExecutionReport> reports() {
    var reports = new ArrayList<ExecutionReport>();
    reports.add(first);
    if (amended != null) {
      reports.add(amended);
    }
    reports.addAll(fills);
    if (end != null) {
      reports.add(end);
    }
    return List.copyOf(reports);
  }
}
