package outcry.simulation.venue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.Filled;
import outcry.venue.VenueOrder;

/** An order as the venue really has it. */
public final class HeldOrder {

  final String venueOrderId;

  /** From when on a query finds it. */
  final long visibleNanos;

  private final VenueOrder request;
  private final ExecutionReport.Accepted acceptance;
  private final List<Filled> fills = new ArrayList<>(2);
  private long quantity;
  private long price;
  private long filled;
  private ExecutionReport.Amended amendment;
  private ExecutionReport end;

  HeldOrder(VenueOrder request, String venueOrderId, long nowNanos, long visibleNanos) {
    this.request = request;
    this.venueOrderId = venueOrderId;
    this.visibleNanos = visibleNanos;
    this.quantity = request.quantity();
    this.price = request.price();
    this.acceptance =
        new ExecutionReport.Accepted(
            request.account(), request.clientOrderId(), venueOrderId, nowNanos);
  }

  public VenueOrder request() {
    return request;
  }

  /** As last amended. */
  public long quantity() {
    return quantity;
  }

  public long price() {
    return price;
  }

  public long filled() {
    return filled;
  }

  /** Each once, in order. */
  public List<Filled> fills() {
    return Collections.unmodifiableList(fills);
  }

  public boolean isOpen() {
    return end == null && filled < quantity;
  }

  ExecutionReport.Accepted acceptance() {
    return acceptance;
  }

  void fill(Filled fill) {
    fills.add(fill);
    filled = fill.cumulativeQuantity();
  }

  void amend(ExecutionReport.Amended change) {
    quantity = change.quantity();
    price = change.price();
    amendment = change;
  }

  void end(ExecutionReport how) {
    end = how;
  }

  /** The answer to a query: the reports that lead to where it is. */
  List<ExecutionReport> story() {
    var story = new ArrayList<ExecutionReport>(fills.size() + 3);
    story.add(acceptance);
    if (amendment != null) {
      story.add(amendment);
    }
    story.addAll(fills);
    if (end != null) {
      story.add(end);
    }
    return story;
  }
}
