package outcry.simulation.venue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import outcry.model.ExecutionReport;
import outcry.model.VenueAccount;
import outcry.venue.Capabilities;
import outcry.venue.OrderEntry.NotConnectedException;
import outcry.venue.VenueOrder;

/**
 * One order-entry session: the adapter on our side, and the network. Requests and reports get lost,
 * late and doubled. When it is cut, what is on its way is lost; when it is back, the adapter reads
 * again what it has missed, as a FIX session does by resend. One request is one attempt.
 */
public final class VenueLine {

  private static final long MICROS = 1_000;
  private static final long SECOND = 1_000_000_000L;
  private static final long TIMEOUT_MAX = 6 * SECOND;

  private final SimulatedVenue venue;
  private final Predicate<String> accounts;
  private final UnaryOperator<Runnable> input;
  private final BooleanSupplier alive;
  private final Consumer<ExecutionReport> onReport;
  private final Runnable onReconnect;
  private final List<ExecutionReport> missed = new ArrayList<>();
  private boolean connected = true;
  private int session;

  /**
   * @param accounts whose reports it gets
   * @param input brings a step to the process at this end, if that still lives
   * @param alive whether it does
   * @param onReconnect told when the session was cut and is back
   */
  public VenueLine(
      SimulatedVenue venue,
      Predicate<String> accounts,
      UnaryOperator<Runnable> input,
      BooleanSupplier alive,
      Consumer<ExecutionReport> onReport,
      Runnable onReconnect) {
    this.venue = venue;
    this.onReconnect = onReconnect;
    this.accounts = accounts;
    this.input = input;
    this.alive = alive;
    this.onReport = onReport;
    venue.sessions().connect(this);
    List.copyOf(venue.sessions().told()).stream().filter(this::isKept).forEach(this::send);
  }

  /** The process at our end is gone, and the session with it. */
  boolean isGone() {
    return !alive.getAsBoolean();
  }

  public Capabilities capabilities() {
    return venue.profile().capabilities();
  }

  /** Cuts it for a while. */
  public void cut(long lengthNanos) {
    if (!connected) {
      return;
    }
    connected = false;
    session++;
    if (venue.trace().isOn()) {
      venue.trace().line("venue", "a session is cut");
    }
    venue.later(lengthNanos, this::reconnect);
  }

  private void reconnect() {
    connected = true;
    catchUp();
    input.apply(onReconnect).run();
  }

  /** Whether the venue says again what did not arrive. */
  private boolean isKept(ExecutionReport report) {
    return venue.sessions().telling().resends() || report instanceof ExecutionReport.Busted;
  }

  private void miss(ExecutionReport report) {
    if (isKept(report)) {
      missed.add(report);
    }
  }

  /** Tells what was not told. */
  void catchUp() {
    var resent = List.copyOf(missed);
    missed.clear();
    resent.forEach(this::send);
  }

  public void submit(VenueOrder order, Consumer<Throwable> outcome) {
    if (!isConnected(outcome)) {
      return;
    }
    var exchange = new Exchange(outcome);
    for (int attempt = 1; attempt <= attempts(); attempt++) {
      if (!exchange.failsFor(() -> venue.submit(order, why -> refused(order, why, exchange)))) {
        break;
      }
    }
    if (venue.chance().permille(venue.weather().venue().lateCopyPermille())) {
      sendLateCopy(order, exchange);
    }
  }

  /** How often a request that failed is sent. */
  private static int attempts() {
    return 1;
  }

  /** The network delivers a copy, where the venue's own guarantee makes it harmless. */
  private void sendLateCopy(VenueOrder order, Exchange exchange) {
    long slow = venue.weather().venue().slowMaxNanos();
    long delay =
        switch (capabilities().deduplication()) {
          case FOR_EVER -> venue.chance().between(0, slow);
          case NONE, OPEN_ORDERS ->
              capabilities().honoursDeadline()
                  ? order.deadlineNanos() - venue.nowNanos() + venue.chance().between(1, slow)
                  : -1;
        };
    if (delay > 0) {
      venue.later(delay, () -> venue.submit(order, why -> refused(order, why, exchange)));
    }
  }

  private void refused(VenueOrder order, VenueRefusal why, Exchange exchange) {
    if (isDefinitive(why)) {
      venue
          .sessions()
          .report(
              new ExecutionReport.Rejected(
                  order.account(), order.clientOrderId(), why.name(), venue.nowNanos()));
    } else {
      exchange.answer(new IllegalStateException("ambiguous: " + why));
    }
  }

  /** Whether a refusal proves that there is no such order. */
  private static boolean isDefinitive(VenueRefusal why) {
    return switch (why) {
      case NOT_ACCEPTABLE -> true;
      case DUPLICATE, DEADLINE_PASSED -> false;
    };
  }

  public void cancel(String account, String clientOrderId, Consumer<Throwable> outcome) {
    if (isConnected(outcome)) {
      new Exchange(outcome).failsFor(() -> venue.cancel(account, clientOrderId));
    }
  }

  public void amend(
      String account,
      String clientOrderId,
      long quantity,
      long price,
      Consumer<Throwable> outcome) {
    if (isConnected(outcome)) {
      new Exchange(outcome).failsFor(() -> venue.amend(account, clientOrderId, quantity, price));
    }
  }

  public void query(
      String account, String clientOrderId, BiConsumer<List<ExecutionReport>, Throwable> outcome) {
    ask(() -> venue.query(account, clientOrderId), outcome);
  }

  public void snapshot(
      String account, long sinceNanos, BiConsumer<VenueAccount, Throwable> outcome) {
    long lag = capabilities().snapshots().lagNanos();
    if (venue.trace().isOn()) {
      venue.trace().line("line", "asks for " + account + " since " + sinceNanos);
    }
    ask(() -> venue.sessions().accounts().snapshot(account, sinceNanos, lag), outcome);
  }

  private <T> void ask(Supplier<T> question, BiConsumer<T, Throwable> outcome) {
    if (!isConnected(failure -> outcome.accept(null, failure))) {
      return;
    }
    int asked = session;
    var faults = venue.weather().venue();
    boolean lost =
        venue.chance().permille(faults.requestLostPermille())
            || venue.chance().permille(faults.replyLostPermille());
    venue.later(
        travel(),
        () -> {
          var answer = question.get();
          venue.later(
              lost ? venue.chance().between(1, TIMEOUT_MAX) : travel(),
              input.apply(
                  () -> {
                    if (lost || asked != session) {
                      outcome.accept(null, new IllegalStateException("no answer"));
                    } else {
                      outcome.accept(answer, null);
                    }
                  }));
        });
  }

  private boolean isConnected(Consumer<Throwable> outcome) {
    if (!connected) {
      venue.later(
          MICROS,
          input.apply(() -> outcome.accept(new NotConnectedException("the session is down"))));
    }
    return connected;
  }

  private long travel() {
    var faults = venue.weather().venue();
    long usual = venue.chance().between(100 * MICROS, 3_000 * MICROS);
    return venue.chance().permille(faults.slowPermille())
        ? usual + venue.chance().between(0, faults.slowMaxNanos())
        : usual;
  }

  /** The venue says something on this session. */
  void send(ExecutionReport report) {
    if (!accounts.test(report.account())) {
      return;
    }
    if (!connected || venue.sessions().areSilent()) {
      miss(report);
      return;
    }
    if (!(report instanceof ExecutionReport.Busted) && venue.losesReport()) {
      return;
    }
    int sent = session;
    boolean twice = venue.chance().permille(venue.weather().venue().duplicatePermille());
    for (int i = 0; i < (twice ? 2 : 1); i++) {
      venue.later(
          travel(),
          () -> {
            if (sent == session) {
              input.apply(() -> onReport.accept(report)).run();
            } else if (!connected) {
              miss(report);
            } else if (isKept(report)) {
              send(report);
            }
          });
    }
  }

  /** One request and how it ends for whoever made it. */
  private final class Exchange {

    private final Consumer<Throwable> outcome;
    private final int sent = session;
    private boolean answered;

    Exchange(Consumer<Throwable> outcome) {
      this.outcome = outcome;
    }

    /** Sends the request; true if the sender will be told that it failed, which proves nothing. */
    boolean failsFor(Runnable arrival) {
      var faults = venue.weather().venue();
      boolean requestLost = venue.chance().permille(faults.requestLostPermille());
      boolean replyLost = venue.chance().permille(faults.replyLostPermille());
      if (!requestLost) {
        venue.later(travel(), arrival);
      }
      boolean fails = requestLost || replyLost;
      if (fails) {
        venue.later(
            venue.chance().between(1, TIMEOUT_MAX),
            () -> answer(new IllegalStateException("no answer")));
      } else {
        venue.later(travel(), () -> answer(null));
      }
      return fails;
    }

    /** Only the first answer counts. */
    void answer(Throwable failure) {
      if (!answered) {
        answered = true;
        var told =
            failure == null && sent != session
                ? new IllegalStateException("the session was cut")
                : failure;
        input.apply(() -> outcome.accept(told)).run();
      }
    }
  }
}
