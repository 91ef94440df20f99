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
  private final List<ExecutionReport.Busted> busts = new ArrayList<>(0);
  private long busted;
  private long quantity;
  private long price;
  private long filled;
  private ExecutionReport.Amended amendment;
  private ExecutionReport end;
  private long filledAtEnd;

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

  /** Fills that were taken back, in order. */
  public List<ExecutionReport.Busted> busts() {
    return Collections.unmodifiableList(busts);
  }

  /** What has filled and stands; quantity units. */
  public long stands() {
    return filled - busted;
  }

  /** Whether a fill was taken back. */
  public boolean isGone(Filled fill) {
    return busts.stream().anyMatch(bust -> bust.bustedExecutionId().equals(fill.executionId()));
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

  void bust(Filled fill, ExecutionReport.Busted bust) {
    busts.add(bust);
    busted += fill.quantity();
  }

  void amend(ExecutionReport.Amended change) {
    quantity = change.quantity();
    price = change.price();
    amendment = change;
  }

  /** What it has told of an order that is over: so much had filled; 0 if it has not. */
  public long filledAtEnd() {
    return filledAtEnd;
  }

  void end(ExecutionReport how) {
    end = how;
    filledAtEnd =
        switch (how) {
          case ExecutionReport.Canceled canceled -> canceled.cumulativeQuantity();
          case ExecutionReport.Expired expired -> expired.cumulativeQuantity();
          case ExecutionReport other -> throw new IllegalArgumentException("no end: " + other);
        };
  }

  /** The answer to a query: the reports that lead to where it is. */
  List<ExecutionReport> story() {
    var story = new ArrayList<ExecutionReport>(fills.size() + 3);
    story.add(acceptance);
    if (amendment != null) {
      story.add(amendment);
    }
    story.addAll(fills);
    story.addAll(busts);
    if (end != null) {
      story.add(end);
    }
    return story;
  }
}
