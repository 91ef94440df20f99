package outcry.exchange;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.RequestAddress;
import outcry.model.ExecutionReport;
import outcry.model.VenueAccount;
import outcry.model.query.AccountRequest;
import outcry.model.query.ExchangeRequest;
import outcry.model.query.ExchangeRequest.Kind;
import outcry.venue.Capabilities;
import outcry.venue.OrderEntry;
import outcry.venue.VenueOrder;

/**
 * Order entry at the simulated exchange, over the bus. A request without an answer has an unknown
 * outcome; one that found nobody at the other end was not sent.
 *
 * <p>Reports come in the order of their numbers and once each; what the bus lost is asked for
 * again. A session begins with what is reported after it was opened: what was told before has to be
 * queried. Requests wait until then.
 */
public final class ExchangeOrderEntry implements OrderEntry {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 1_000;

  /** Looks without a sign of life, after which the exchange counts as away. */
  private static final int SILENT_LOOKS_MAX = 3;

  private final Bus bus;
  private final Capabilities capabilities;
  private final List<String> accounts;
  private final List<ReportFeed> feeds = new ArrayList<>();
  private Runnable reconnected = () -> {};
  private Future<Void> opened =
      Future.failedFuture(new NotConnectedException("the session is not open"));
  private Vertx vertx;
  private long looks;
  private int silentLooks;
  private long startedNanos;
  private boolean away;
  private boolean closed;

  /**
   * @param accounts whose reports are wanted
   */
  public ExchangeOrderEntry(Bus bus, Capabilities capabilities, List<String> accounts) {
    this.bus = bus;
    this.capabilities = capabilities;
    this.accounts = List.copyOf(accounts);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public void onReport(Consumer<ExecutionReport> listener) {
    accounts.forEach(account -> feeds.add(new ReportFeed(bus, account, listener, this::heard)));
    vertx = Vertx.currentContext().owner();
    looks = vertx.setPeriodic(LOOK_MILLIS, _ -> look());
    var listening = Future.all(feeds.stream().map(ReportFeed::listen).toList());
    opened = listening.compose(_ -> open());
  }

  @Override
  public void onReconnect(Runnable listener) {
    reconnected = listener;
  }

  @Override
  public CompletionStage<Void> submit(VenueOrder order) {
    return send(
        new ExchangeRequest(
            Kind.SUBMIT,
            order.account(),
            order.clientOrderId(),
            order.symbol(),
            order.side(),
            order.type(),
            order.timeInForce(),
            order.quantity(),
            order.price(),
            order.postOnly(),
            order.deadlineNanos()));
  }

  @Override
  public CompletionStage<Void> cancel(String account, String clientOrderId) {
    return send(ExchangeRequest.about(Kind.CANCEL, account, clientOrderId, 0, 0));
  }

  @Override
  public CompletionStage<Void> amend(
      String account, String clientOrderId, long quantity, long price) {
    return send(ExchangeRequest.about(Kind.AMEND, account, clientOrderId, quantity, price));
  }

  @Override
  public CompletionStage<List<ExecutionReport>> query(String account, String clientOrderId) {
    return ask(ExchangeRequest.about(Kind.QUERY, account, clientOrderId, 0, 0)).toCompletionStage();
  }

  @Override
  public CompletionStage<VenueAccount> snapshot(String account, long fillsSinceNanos) {
    return request(Addresses.EXCHANGE_ACCOUNTS, new AccountRequest(account, fillsSinceNanos))
        .toCompletionStage();
  }

  @Override
  public CompletionStage<Void> close() {
    closed = true;
    if (vertx != null) {
      vertx.cancelTimer(looks);
    }
    return Future.join(feeds.stream().map(ReportFeed::close).toList())
        .<Void>mapEmpty()
        .toCompletionStage();
  }

  private CompletionStage<Void> send(ExchangeRequest request) {
    return ask(request).<Void>mapEmpty().toCompletionStage();
  }

  private Future<List<ExecutionReport>> ask(ExchangeRequest request) {
    return request(Addresses.EXCHANGE_REQUESTS, request);
  }

  private <Q, A> Future<A> request(RequestAddress<Q, A> address, Q question) {
    return opened
        .transform(
            open ->
                closed || open.failed()
                    ? Future.failedFuture(
                        new NotConnectedException(
                            closed ? "the session is closed" : "the exchange is not there"))
                    : Future.succeededFuture())
        .compose(_ -> bus.request(address, question, TIMEOUT))
        .onSuccess(_ -> heard())
        .onFailure(this::noticed)
        .recover(
            failure ->
                Future.failedFuture(
                    Bus.isNoHandlers(failure)
                        ? new NotConnectedException("the exchange is not there")
                        : failure));
  }

  private Future<Void> open() {
    return Future.all(feeds.stream().map(ReportFeed::open).toList())
        .onSuccess(_ -> startedNanos = startedMax())
        .mapEmpty();
  }

  private long startedMax() {
    return feeds.stream().mapToLong(ReportFeed::startedNanos).max().orElse(0);
  }

  /** Once a second: tries again to open, and asks about what is missing or silent. */
  private void look() {
    if (opened.failed()) {
      gone();
      opened = open().onSuccess(_ -> heard());
      return;
    }
    silentLooks++;
    if (silentLooks > SILENT_LOOKS_MAX) {
      gone();
    }
    askWhatIsMissing();
  }

  private void askWhatIsMissing() {
    feeds.stream().filter(feed -> !feed.isCaughtUp()).forEach(ReportFeed::ask);
  }

  private void gone() {
    if (!away) {
      away = true;
      feeds.forEach(ReportFeed::doubt);
    }
  }

  /** Nobody at the other end, or no answer: reports may be missing from then on. */
  private void noticed(Throwable failure) {
    if (failure instanceof ReplyException reply
        && reply.failureType() != ReplyFailure.RECIPIENT_FAILURE) {
      gone();
    }
  }

  /** The exchange is there. It is back once nothing that it has told is missing any more. */
  private void heard() {
    silentLooks = 0;
    if (startedMax() != startedNanos || isAnythingLost()) {
      startedNanos = startedMax();
      gone();
    }
    if (!away || !opened.succeeded()) {
      return;
    }
    askWhatIsMissing();
    if (feeds.stream().allMatch(ReportFeed::isCaughtUp)) {
      away = false;
      reconnected.run();
    }
  }

  private boolean isAnythingLost() {
    boolean isLost = false;
    for (var feed : feeds) {
      isLost |= feed.isLost();
    }
    return isLost;
  }
}
