package outcry.order.paper;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import outcry.bus.Addresses;
import outcry.bus.InFlight;
import outcry.bus.Node;
import outcry.bus.Registration;
import outcry.bus.Timeline;
import outcry.model.ExecutionReport;
import outcry.model.Instruments;
import outcry.model.MarketEvent;
import outcry.model.MarketEvent.Quote;
import outcry.model.MarketEvent.Trade;
import outcry.model.VenueAccount;
import outcry.venue.Capabilities;
import outcry.venue.OrderEntry;
import outcry.venue.VenueOrder;
import outcry.venue.log.VenueLog;
import outcry.venue.log.VenueLogEntry;
import outcry.venue.paper.PaperConfig;
import outcry.venue.paper.PaperSink;
import outcry.venue.paper.PaperVenue;

/**
 * Order entry at the paper venue. Lives on the context that {@link #open} was called on: there it
 * hears the market, wakes up when something is due and calls its listener. Nothing is reported
 * before its log entry is written; if a write fails the venue stops, and every request's outcome is
 * unknown from then on.
 *
 * <p>Open it before strategies subscribe, so that a quote reaches the venue before the orders it
 * leads to. Accounts that share displayed liquidity share one instance and one log; an account must
 * not move to another log.
 */
public final class PaperOrderEntry implements OrderEntry {

  private static final String PLACE = "paper venue";

  private final Node node;
  private final Timeline timeline;
  private final Instruments instruments;
  private final VenueLog log;
  private final PaperVenue venue;
  private final WriteAhead writeAhead = new WriteAhead();
  private final Map<Long, CompletableFuture<List<ExecutionReport>>> queries = new LinkedHashMap<>();
  private final Map<Long, CompletableFuture<VenueAccount>> snapshots = new LinkedHashMap<>();
  private final List<Registration> registrations = new ArrayList<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private Consumer<ExecutionReport> listener;
  private Timeline.Timer timer;
  private long wakeNanos = Long.MAX_VALUE;
  private boolean open;
  private boolean closing;
  private Throwable broken;

  /**
   * @param instruments the ones of this venue
   * @param logged what {@code log} held when it was opened
   * @param log stays its owner's to close, after this session
   */
  public PaperOrderEntry(
      Node node,
      Timeline timeline,
      PaperConfig config,
      Instruments instruments,
      List<VenueLogEntry> logged,
      VenueLog log) {
    this.node = node;
    this.timeline = timeline;
    this.instruments = instruments;
    this.log = log;
    this.venue = new PaperVenue(config, instruments, logged, new Sink());
  }

  /** Completes when every quote and trade of the instruments gets here. */
  public Future<Void> open() {
    for (var instrument : instruments.all()) {
      var symbol = instrument.symbol();
      registrations.add(node.bus().on(Addresses.quotes(symbol), this::onMarket));
      registrations.add(node.bus().on(Addresses.trades(symbol), this::onMarket));
    }
    open = true;
    schedule();
    return Future.all(registrations.stream().map(Registration::ready).toList()).mapEmpty();
  }

  @Override
  public Capabilities capabilities() {
    return venue.capabilities();
  }

  @Override
  public void onReport(Consumer<ExecutionReport> reports) {
    if (listener != null) {
      throw new IllegalStateException("reports have a listener already");
    }
    listener = reports;
  }

  @Override
  public CompletionStage<Void> submit(VenueOrder order) {
    return send(() -> venue.submit(order, timeline.nowNanos()));
  }

  @Override
  public CompletionStage<Void> cancel(String account, String clientOrderId) {
    return send(() -> venue.cancel(account, clientOrderId, timeline.nowNanos()));
  }

  @Override
  public CompletionStage<Void> amend(
      String account, String clientOrderId, long quantity, long price) {
    return send(() -> venue.amend(account, clientOrderId, quantity, price, timeline.nowNanos()));
  }

  @Override
  public CompletionStage<List<ExecutionReport>> query(String account, String clientOrderId) {
    var answer = new CompletableFuture<List<ExecutionReport>>();
    return send(() -> queries.put(venue.query(account, clientOrderId, timeline.nowNanos()), answer))
        .thenCompose(_ -> answer);
  }

  @Override
  public CompletionStage<VenueAccount> snapshot(String account, long fillsSinceNanos) {
    var answer = new CompletableFuture<VenueAccount>();
    return send(() ->
            snapshots.put(venue.snapshot(account, fillsSinceNanos, timeline.nowNanos()), answer))
        .thenCompose(_ -> answer);
  }

  @Override
  public CompletionStage<Void> close() {
    if (closing) {
      return closed;
    }
    closing = true;
    open = false;
    if (timer != null) {
      timer.cancel();
    }
    writeAhead.clear();
    failQueries(new NotConnectedException(PLACE + " is closed"));
    Future.all(registrations.stream().map(Registration::unregister).toList())
        .onComplete(_ -> endIfWritten());
    return closed;
  }

  private CompletionStage<Void> send(Runnable request) {
    if (broken != null) {
      return CompletableFuture.failedFuture(broken);
    }
    if (!open) {
      return CompletableFuture.failedFuture(new NotConnectedException(PLACE + " is not open"));
    }
    try {
      request.run();
    } catch (NotConnectedException overloaded) {
      return CompletableFuture.failedFuture(overloaded);
    }
    schedule();
    return CompletableFuture.completedFuture(null);
  }

  private void onMarket(MarketEvent event) {
    if (!open) {
      return;
    }
    switch (event) {
      case Quote quote -> venue.onQuote(quote, timeline.nowNanos());
      case Trade trade -> venue.onTrade(trade, timeline.nowNanos());
      case MarketEvent other ->
          throw new IllegalArgumentException("neither quote nor trade: " + other);
    }
    carry();
  }

  private void onWake() {
    timer = null;
    wakeNanos = Long.MAX_VALUE;
    if (open) {
      venue.advance(timeline.nowNanos());
      carry();
    }
  }

  private void carry() {
    var entries = writeAhead.startWrite();
    if (!entries.isEmpty()) {
      node.bus()
          .await(InFlight.Kind.VENUE, PLACE, log.append(entries), (_, failure) -> written(failure));
    }
    writeAhead.release();
    schedule();
  }

  private void written(Throwable failure) {
    writeAhead.finishWrite();
    if (failure != null && broken == null) {
      stop(failure);
    }
    if (open) {
      writeAhead.release();
      schedule();
    }
    if (closing) {
      endIfWritten();
    }
  }

  private void stop(Throwable failure) {
    broken = failure;
    open = false;
    writeAhead.clear();
    failQueries(failure);
    node.defects().report(PLACE + " log", failure);
  }

  private void failQueries(Throwable failure) {
    var unanswered = new ArrayList<CompletableFuture<?>>(queries.values());
    unanswered.addAll(snapshots.values());
    queries.clear();
    snapshots.clear();
    unanswered.forEach(answer -> answer.completeExceptionally(failure));
  }

  private void endIfWritten() {
    if (!writeAhead.isWriting()) {
      closed.complete(null);
    }
  }

  private void schedule() {
    long next = venue.nextWakeNanos();
    if (next == wakeNanos || !open) {
      return;
    }
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    wakeNanos = next;
    if (next != Long.MAX_VALUE) {
      timer = timeline.at(next, PLACE, this::onWake);
    }
  }

  private final class Sink implements PaperSink {

    @Override
    public void log(VenueLogEntry entry) {
      writeAhead.log(entry);
    }

    @Override
    public void report(ExecutionReport report, long dueNanos) {
      writeAhead.tell(() -> listener.accept(report));
    }

    @Override
    public void answer(long query, List<ExecutionReport> reports, long dueNanos) {
      writeAhead.tell(() -> queries.remove(query).complete(reports));
    }

    @Override
    public void answer(long query, VenueAccount account, long dueNanos) {
      writeAhead.tell(() -> snapshots.remove(query).complete(account));
    }
  }
}
