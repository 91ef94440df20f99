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

  /** Whether somebody else gave it. */
  private final boolean isOther;

  private final VenueOrder request;
  private final ExecutionReport.Accepted acceptance;
  private final List<Filled> fills = new ArrayList<>(2);
  private final List<ExecutionReport.Busted> busts = new ArrayList<>(0);
  private long busted;
  private long quantity;
  private long price;
  private long filled;
  private final List<ExecutionReport.Amended> amendments = new ArrayList<>(0);
  private ExecutionReport end;
  private long filledAtEnd;

  HeldOrder(
      VenueOrder request, String venueOrderId, long nowNanos, long visibleNanos, boolean isOther) {
    this.isOther = isOther;
    this.request = request;
    this.venueOrderId = venueOrderId;
    this.visibleNanos = visibleNanos;
    this.quantity = request.quantity();
    this.price = request.price();
    this.acceptance =
        new ExecutionReport.Accepted(
            request.account(), request.clientOrderId(), venueOrderId, nowNanos);
  }

  /** Whether somebody else gave it. */
  public boolean isOther() {
    return isOther;
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

  /** Whether it was by then, by the venue's clock. */
  boolean isGone(Filled fill, long atNanos) {
    return busts.stream()
        .anyMatch(
            bust ->
                bust.venueNanos() <= atNanos
                    && bust.bustedExecutionId().equals(fill.executionId()));
  }

  /**
   * How it was at a moment.
   *
   * @param stands what of it had filled and was not taken back
   */
  record Then(long quantity, long price, long filled, long stands, boolean isOpen) {}

  /**
   * @param atNanos by the venue's clock
   */
  Then at(long atNanos) {
    long quantityThen = request.quantity();
    long priceThen = request.price();
    for (var change : amendments) {
      if (change.venueNanos() <= atNanos) {
        quantityThen = change.quantity();
        priceThen = change.price();
      }
    }
    long filledThen = 0;
    long standsThen = 0;
    for (var fill : fills) {
      if (fill.venueNanos() <= atNanos) {
        filledThen += fill.quantity();
        standsThen += isGone(fill, atNanos) ? 0 : fill.quantity();
      }
    }
    boolean isOver = end != null && end.venueNanos() <= atNanos;
    boolean isThere = acceptance.venueNanos() <= atNanos;
    return new Then(
        quantityThen,
        priceThen,
        filledThen,
        standsThen,
        isThere && !isOver && filledThen < quantityThen);
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
    amendments.add(change);
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
    if (!amendments.isEmpty()) {
      story.add(amendments.getLast());
    }
    story.addAll(fills);
    story.addAll(busts);
    if (end != null) {
      story.add(end);
    }
    return story;
  }
}
