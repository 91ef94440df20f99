package outcry.simulation.venue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import outcry.model.ExecutionReport;

/** The sessions of a venue, and what they are told. */
public final class Sessions {

  private final List<VenueLine> lines = new ArrayList<>();
  private final List<ExecutionReport> told = new ArrayList<>();
  private boolean silent;
  private Telling telling = Telling.OF_ORDERS;
  private AccountDesk accounts;

  /** They tell no more than this from now on, and no less. */
  public void tell(Telling what, AccountDesk ofAccounts) {
    telling = what;
    accounts = ofAccounts;
  }

  Telling telling() {
    return telling;
  }

  AccountDesk accounts() {
    return accounts;
  }

  void connect(VenueLine line) {
    lines.add(line);
  }

  /** What a session is told again at its logon: the day so far, as FIX resends it. */
  List<ExecutionReport> told() {
    return told;
  }

  void report(ExecutionReport report) {
    told.add(report);
    lines.removeIf(VenueLine::isGone);
    for (var line : lines) {
      line.send(report);
    }
  }

  /**
   * @param lengthNanos asked once for each
   */
  void cut(LongSupplier lengthNanos) {
    lines.forEach(line -> line.cut(lengthNanos.getAsLong()));
  }

  /** They tell no reports any more; requests and queries go on as before. */
  public void lose() {
    silent = true;
  }

  /** They tell what they have not told, and go on. */
  public void restore() {
    silent = false;
    lines.removeIf(VenueLine::isGone);
    lines.forEach(VenueLine::catchUp);
  }

  boolean areSilent() {
    return silent;
  }
}
