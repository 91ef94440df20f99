package outcry.model.wire;

import outcry.model.ExecutionReport;
import outcry.model.ExecutionReport.Accepted;
import outcry.model.ExecutionReport.AmendRejected;
import outcry.model.ExecutionReport.Amended;
import outcry.model.ExecutionReport.Busted;
import outcry.model.ExecutionReport.CancelRejected;
import outcry.model.ExecutionReport.Canceled;
import outcry.model.ExecutionReport.Expired;
import outcry.model.ExecutionReport.Filled;
import outcry.model.ExecutionReport.NotFound;
import outcry.model.ExecutionReport.Rejected;
import outcry.model.Liquidity;

/** The bytes of {@link ExecutionReport}. Stateless; any thread. */
public final class ExecutionReportCodec implements WireCodec<ExecutionReport> {

  public static final ExecutionReportCodec INSTANCE = new ExecutionReportCodec();

  private static final int VERSION = 2;

  private static final int ACCEPTED = 1;
  private static final int REJECTED = 2;
  private static final int FILLED = 3;
  private static final int CANCELED = 4;
  private static final int EXPIRED = 5;
  private static final int AMENDED = 6;
  private static final int CANCEL_REJECTED = 7;
  private static final int AMEND_REJECTED = 8;
  private static final int NOT_FOUND = 9;
  private static final int BUSTED = 10;

  private static final Liquidity[] LIQUIDITIES = Liquidity.values();

  private ExecutionReportCodec() {}

  @Override
  public String name() {
    return "execution-report";
  }

  @Override
  public void write(ExecutionReport message, WireWriter out) {
    out.putByte(VERSION);
    switch (message) {
      case Accepted(var account, var clientOrderId, var venueOrderId, var venueNanos) ->
          out.putByte(ACCEPTED)
              .putString(account)
              .putString(clientOrderId)
              .putString(venueOrderId)
              .putLong(venueNanos);
      case Busted(
              var account,
              var clientOrderId,
              var executionId,
              var bustedExecutionId,
              var venueNanos) ->
          out.putByte(BUSTED)
              .putString(account)
              .putString(clientOrderId)
              .putString(executionId)
              .putString(bustedExecutionId)
              .putLong(venueNanos);
      case Rejected(var account, var clientOrderId, var reason, var venueNanos) ->
          put(out, REJECTED, account, clientOrderId, reason, venueNanos);
      case Filled(
              var account,
              var clientOrderId,
              var venueOrderId,
              var executionId,
              var quantity,
              var price,
              var cumulativeQuantity,
              var fee,
              var feeCurrency,
              var liquidity,
              var venueNanos) ->
          out.putByte(FILLED)
              .putString(account)
              .putString(clientOrderId)
              .putString(venueOrderId)
              .putString(executionId)
              .putLong(quantity)
              .putLong(price)
              .putLong(cumulativeQuantity)
              .putLong(fee)
              .putString(feeCurrency)
              .putEnum(liquidity)
              .putLong(venueNanos);
      case Canceled(var account, var clientOrderId, var reason, var filled, var venueNanos) ->
          put(out, CANCELED, account, clientOrderId, reason, filled, venueNanos);
      case Expired(var account, var clientOrderId, var reason, var filled, var venueNanos) ->
          put(out, EXPIRED, account, clientOrderId, reason, filled, venueNanos);
      case Amended(var account, var clientOrderId, var quantity, var price, var venueNanos) ->
          out.putByte(AMENDED)
              .putString(account)
              .putString(clientOrderId)
              .putLong(quantity)
              .putLong(price)
              .putLong(venueNanos);
      case CancelRejected(var account, var clientOrderId, var reason, var venueNanos) ->
          put(out, CANCEL_REJECTED, account, clientOrderId, reason, venueNanos);
      case AmendRejected(var account, var clientOrderId, var reason, var venueNanos) ->
          put(out, AMEND_REJECTED, account, clientOrderId, reason, venueNanos);
      case NotFound(var account, var clientOrderId, var venueNanos) ->
          out.putByte(NOT_FOUND).putString(account).putString(clientOrderId).putLong(venueNanos);
    }
  }

  private static void put(
      WireWriter out, int type, String account, String clientOrderId, String reason, long nanos) {
    out.putByte(type).putString(account).putString(clientOrderId).putString(reason).putLong(nanos);
  }

  private static void put(
      WireWriter out,
      int type,
      String account,
      String clientOrderId,
      String reason,
      long cumulativeQuantity,
      long nanos) {
    out.putByte(type)
        .putString(account)
        .putString(clientOrderId)
        .putString(reason)
        .putLong(cumulativeQuantity)
        .putLong(nanos);
  }

  @Override
  public ExecutionReport read(WireReader in) {
    in.requireVersion(VERSION);
    int type = in.getByte();
    return switch (type) {
      case ACCEPTED -> new Accepted(in.getString(), in.getString(), in.getString(), in.getLong());
      case REJECTED -> new Rejected(in.getString(), in.getString(), in.getString(), in.getLong());
      case FILLED ->
          new Filled(
              in.getString(),
              in.getString(),
              in.getString(),
              in.getString(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getString(),
              in.getEnum(LIQUIDITIES),
              in.getLong());
      case CANCELED ->
          new Canceled(in.getString(), in.getString(), in.getString(), in.getLong(), in.getLong());
      case EXPIRED ->
          new Expired(in.getString(), in.getString(), in.getString(), in.getLong(), in.getLong());
      case AMENDED ->
          new Amended(in.getString(), in.getString(), in.getLong(), in.getLong(), in.getLong());
      case CANCEL_REJECTED ->
          new CancelRejected(in.getString(), in.getString(), in.getString(), in.getLong());
      case AMEND_REJECTED ->
          new AmendRejected(in.getString(), in.getString(), in.getString(), in.getLong());
      case NOT_FOUND -> new NotFound(in.getString(), in.getString(), in.getLong());
      case BUSTED ->
          new Busted(in.getString(), in.getString(), in.getString(), in.getString(), in.getLong());
      default -> throw WireException.unknownType(name(), type);
    };
  }
}
