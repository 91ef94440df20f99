package outcry.exchange;

import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.Registration;
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
 */
public final class ExchangeOrderEntry implements OrderEntry {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Bus bus;
  private final Capabilities capabilities;
  private final List<String> accounts;
  private final List<Registration> registrations = new ArrayList<>();
  private Runnable reconnected = () -> {};
  private boolean away;
  private boolean closed;

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
    for (var account : accounts) {
      registrations.add(bus.on(Addresses.exchangeReports(account), listener));
    }
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
    return Future.join(registrations.stream().map(Registration::unregister).toList())
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
    if (closed) {
      return Future.failedFuture(new NotConnectedException("the session is closed"));
    }
    return bus.request(address, question, TIMEOUT)
        .onComplete(answer -> noticed(answer.cause()))
        .recover(
            failure ->
                Future.failedFuture(
                    Bus.isNoHandlers(failure)
                        ? new NotConnectedException("the exchange is not there")
                        : failure));
  }

  /** Nobody at the other end, or no answer: reports may be missing from then on. */
  private void noticed(Throwable failure) {
    boolean wasAway = away;
    away =
        failure instanceof ReplyException reply
            && reply.failureType() != ReplyFailure.RECIPIENT_FAILURE;
    if (wasAway && !away) {
      reconnected.run();
    }
  }
}
