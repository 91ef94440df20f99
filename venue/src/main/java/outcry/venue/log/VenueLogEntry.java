package outcry.venue.log;

import outcry.model.ExecutionReport;
import outcry.venue.VenueOrder;

/** One line of a venue's ground truth: something that happened to a client's order. */
public sealed interface VenueLogEntry {

  String account();

  String clientOrderId();

  /** When the venue did it: nanoseconds since the epoch, UTC. */
  long atNanos();

  /** What the client is told of it: each entry is one report, and each report one entry. */
  ExecutionReport report();

  /** The order was accepted. */
  record OrderLogged(VenueOrder order, String venueOrderId, long atNanos) implements VenueLogEntry {
    @Override
    public String account() {
      return order.account();
    }

    @Override
    public String clientOrderId() {
      return order.clientOrderId();
    }

    @Override
    public ExecutionReport report() {
      return new ExecutionReport.Accepted(account(), clientOrderId(), venueOrderId, atNanos);
    }
  }

  /**
   * The order was changed.
   *
   * @param quantity new total, quantity units
   * @param price new limit, price units
   */
  record AmendLogged(String account, String clientOrderId, long quantity, long price, long atNanos)
      implements VenueLogEntry {
    @Override
    public ExecutionReport report() {
      return new ExecutionReport.Amended(account, clientOrderId, quantity, price, atNanos);
    }
  }

  /** The order was filled, in part or in full; when in full it has ended. */
  record FillLogged(ExecutionReport.Filled fill) implements VenueLogEntry {
    @Override
    public String account() {
      return fill.account();
    }

    @Override
    public String clientOrderId() {
      return fill.clientOrderId();
    }

    @Override
    public long atNanos() {
      return fill.venueNanos();
    }

    @Override
    public ExecutionReport report() {
      return fill;
    }
  }

  /**
   * The order ended before it was filled in full.
   *
   * @param filled what had filled until then, quantity units
   */
  record EndLogged(
      String account, String clientOrderId, How how, String reason, long filled, long atNanos)
      implements VenueLogEntry {

    /** Which report tells the client. */
    public enum How {
      CANCELED,
      EXPIRED
    }

    @Override
    public ExecutionReport report() {
      return switch (how) {
        case CANCELED ->
            new ExecutionReport.Canceled(account, clientOrderId, reason, filled, atNanos);
        case EXPIRED ->
            new ExecutionReport.Expired(account, clientOrderId, reason, filled, atNanos);
      };
    }
  }

  /** A new order was refused. If the id was known before, that older order stays what it was. */
  record RejectLogged(String account, String clientOrderId, String reason, long atNanos)
      implements VenueLogEntry {
    @Override
    public ExecutionReport report() {
      return new ExecutionReport.Rejected(account, clientOrderId, reason, atNanos);
    }
  }

  /** A change of an order was refused; no order changed. Not every venue logs these. */
  record ChangeRejectLogged(
      String account, String clientOrderId, Change change, String reason, long atNanos)
      implements VenueLogEntry {

    /** What was asked for. */
    public enum Change {
      CANCEL,
      AMEND
    }

    @Override
    public ExecutionReport report() {
      return switch (change) {
        case CANCEL -> new ExecutionReport.CancelRejected(account, clientOrderId, reason, atNanos);
        case AMEND -> new ExecutionReport.AmendRejected(account, clientOrderId, reason, atNanos);
      };
    }
  }
}
