package outcry.order.core.reconcile;

import java.util.List;
import outcry.model.FindingKind;
import outcry.model.VenueAccount.Execution;
import outcry.model.VenueAccount.OpenOrder;
import outcry.model.query.OrderView;
import outcry.order.core.Booked;

/** One difference between an account here and at its venue. Equal findings are the same one. */
public sealed interface Finding {

  FindingKind kind();

  /** What it is about, unique within its kind: an order, execution, symbol or currency. */
  String subject();

  /** By which people name it, unique within account and venue. */
  default String id() {
    return kind() + ":" + subject();
  }

  /**
   * @param fills those of its executions that the snapshot lists
   */
  record UnknownOrder(OpenOrder theirs, List<Execution> fills) implements Finding {

    public UnknownOrder {
      fills = List.copyOf(fills);
    }

    @Override
    public FindingKind kind() {
      return FindingKind.UNKNOWN_ORDER;
    }

    @Override
    public String subject() {
      return theirs.clientOrderId();
    }
  }

  record MissingOrder(OrderView ours) implements Finding {

    @Override
    public FindingKind kind() {
      return FindingKind.MISSING_ORDER;
    }

    @Override
    public String subject() {
      return ours.clientOrderId();
    }
  }

  record GhostOrder(OrderView ours, OpenOrder theirs) implements Finding {

    @Override
    public FindingKind kind() {
      return FindingKind.GHOST_ORDER;
    }

    @Override
    public String subject() {
      return ours.clientOrderId();
    }
  }

  record OrderDiffers(OrderView ours, OpenOrder theirs) implements Finding {

    @Override
    public FindingKind kind() {
      return FindingKind.ORDER_DIFFERS;
    }

    @Override
    public String subject() {
      return ours.clientOrderId();
    }
  }

  record FilledDiffers(OrderView ours, OpenOrder theirs) implements Finding {

    @Override
    public FindingKind kind() {
      return FindingKind.FILLED_DIFFERS;
    }

    @Override
    public String subject() {
      return ours.clientOrderId();
    }
  }

  record MissingFill(Execution theirs) implements Finding {

    @Override
    public FindingKind kind() {
      return FindingKind.MISSING_FILL;
    }

    @Override
    public String subject() {
      return theirs.report().executionId();
    }
  }

  /**
   * @param fills all of one order; at least one
   */
  record UnknownFill(List<Execution> fills) implements Finding {

    public UnknownFill {
      fills = List.copyOf(fills);
    }

    @Override
    public FindingKind kind() {
      return FindingKind.UNKNOWN_FILL;
    }

    @Override
    public String subject() {
      return fills.getFirst().report().clientOrderId();
    }
  }

  record FillDiffers(Execution theirs) implements Finding {

    @Override
    public FindingKind kind() {
      return FindingKind.FILL_DIFFERS;
    }

    @Override
    public String subject() {
      return theirs.report().executionId();
    }
  }

  record PhantomFill(Booked ours) implements Finding {

    @Override
    public FindingKind kind() {
      return FindingKind.PHANTOM_FILL;
    }

    @Override
    public String subject() {
      return ours.executionId();
    }
  }

  /**
   * @param ours quantity units
   * @param theirs quantity units
   * @param averagePrice what theirs cost, price units; 0 if neither the venue nor we can say
   */
  record PositionDiffers(String symbol, long ours, long theirs, long averagePrice)
      implements Finding {

    @Override
    public FindingKind kind() {
      return FindingKind.POSITION_DIFFERS;
    }

    @Override
    public String subject() {
      return symbol;
    }
  }

  /**
   * @param ours {@code 10^-8}
   * @param theirs {@code 10^-8}
   */
  record BalanceDiffers(String currency, long ours, long theirs) implements Finding {

    @Override
    public FindingKind kind() {
      return FindingKind.BALANCE_DIFFERS;
    }

    @Override
    public String subject() {
      return currency;
    }
  }
}
