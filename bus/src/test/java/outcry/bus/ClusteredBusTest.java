package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import outcry.bus.cluster.TestCluster;
import outcry.model.RefusalCode;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyList;
import outcry.model.wire.WireCodec;

/** Two nodes in one process, joined over loopback. */
class ClusteredBusTest {

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final StrategyAction ASK = TestMessages.STRATEGY_ACTION;
  private static final StrategyList LIST = new StrategyList(List.of());

  private static TestCluster cluster;
  private static TestNode asking;
  private static TestNode answering;

  private final List<Defects.Defect> defects = new ArrayList<>();

  @BeforeAll
  static void join() {
    cluster = new TestCluster("asking", "answering");
    asking = cluster.node("asking");
    answering = cluster.node("answering");
    asking.await(
        () ->
            asking
                .bus()
                .onRequest(Addresses.STRATEGY_CONTROL, _ -> Future.succeededFuture(LIST))
                .unregister()); // its codecs are known from now on
  }

  ClusteredBusTest() {
    answering.bus().defects().onDefect(defects::add);
  }

  @AfterEach
  void unregister() {
    TestNode.await(answering.bus().unregisterAll());
    TestNode.await(asking.bus().unregisterAll());
  }

  @AfterAll
  static void leave() {
    cluster.close();
  }

  @Test
  void whateverAnAddressCarriesArrivesOnOtherNodesAsItWasSent() throws Exception {
    int crossed = 0;
    for (var found : AllAddresses.find()) {
      crossed +=
          switch (found.address()) {
            case Address<?> address -> published(address, found.types().getFirst());
            case RequestAddress<?, ?> address -> requested(address, found.types());
            default -> throw new AssertionError("not an address: " + found);
          };
    }
    assertTrue(crossed > 70, "only " + crossed + " messages crossed");
  }

  private <T> int published(Address<T> address, Type type) {
    var heard = new AtomicReference<Promise<T>>();
    answering.await(
        () -> answering.bus().on(address, message -> heard.get().complete(message)).ready());
    var samples = TestMessages.samples(type);
    for (var sample : samples) {
      heard.set(Promise.promise());
      @SuppressWarnings("unchecked")
      var message = (T) sample;
      asking.run(
          () -> {
            asking.bus().publish(address, message);
            return null;
          });
      var arrived = TestNode.await(heard.get().future());
      assertEquals(message, arrived, address.name());
      assertNotSame(message, arrived, address.name());
    }
    return samples.size();
  }

  private <Q, R> int requested(RequestAddress<Q, R> address, List<Type> types) {
    var asked = new ArrayList<Q>();
    var answers = TestMessages.samples(types.get(1));
    var questions = TestMessages.samples(types.get(0));
    int count = Math.max(answers.size(), questions.size());
    answering.await(
        () ->
            answering
                .bus()
                .onRequest(
                    address,
                    question -> {
                      asked.add(question);
                      @SuppressWarnings("unchecked")
                      var answer = (R) answers.get((asked.size() - 1) % answers.size());
                      return Future.succeededFuture(answer);
                    })
                .ready());
    for (int i = 0; i < count; i++) {
      @SuppressWarnings("unchecked")
      var question = (Q) questions.get(i % questions.size());
      var answer = asking.await(() -> asking.bus().request(address, question, LONG));
      assertEquals(question, asked.get(i), address.name());
      assertNotSame(question, asked.get(i), address.name());
      assertEquals(answers.get(i % answers.size()), answer, address.name());
      assertNotSame(answers.get(i % answers.size()), answer, address.name());
    }
    return count;
  }

  @Test
  void consumersHereGetTheSameInstanceAndThoseElsewhereAnEqualOne() {
    Promise<StrategyList> here = Promise.promise();
    Promise<StrategyList> there = Promise.promise();
    asking.await(() -> asking.bus().on(Addresses.STRATEGY_STATES, here::complete).ready());
    answering.await(() -> answering.bus().on(Addresses.STRATEGY_STATES, there::complete).ready());
    asking.run(
        () -> {
          asking.bus().publish(Addresses.STRATEGY_STATES, LIST);
          return null;
        });
    assertSame(LIST, TestNode.await(here.future()));
    assertEquals(LIST, TestNode.await(there.future()));
    assertNotSame(LIST, TestNode.await(there.future()));
  }

  @Test
  void refusalsAndDefectsOfTheHandlerAreAnswered() {
    answerWith(_ -> Future.failedFuture(new RefusedException(RefusalCode.OVERLOADED, "full")));
    assertEquals(failure(RefusalCode.OVERLOADED, "full"), failure(askAndFail()));
    TestNode.await(answering.bus().unregisterAll());

    var bug = new IllegalStateException("a bug");
    answerWith(
        _ -> {
          throw bug;
        });
    assertEquals(
        failure(RefusalCode.INTERNAL, "java.lang.IllegalStateException: a bug"),
        failure(askAndFail()));
    assertEquals(List.of(new Defects.Defect("strategy.control", bug)), defects);
  }

  @Test
  void requestThatNobodyAnswersFailsAtOnceAndAnUnansweredOneInTime() {
    assertTrue(Bus.isNoHandlers(askAndFail()));
    Promise<StrategyList> never = Promise.promise();
    answerWith(_ -> never.future());
    var failure =
        assertThrows(
            ReplyException.class,
            () ->
                asking.await(
                    () ->
                        asking
                            .bus()
                            .request(Addresses.STRATEGY_CONTROL, ASK, Duration.ofMillis(50))));
    assertEquals(ReplyFailure.TIMEOUT, failure.failureType());
  }

  @Test
  void questionsThatStillComeToTheOneWhoStoppedAnsweringAreRefusedAtOnce() {
    answerWith(_ -> Future.succeededFuture(LIST));
    asking.await(() -> asking.bus().request(Addresses.STRATEGY_CONTROL, ASK, LONG));
    // the asking node learns it later: some of these are still sent there
    var failures =
        asking.await(
            () -> {
              var ended = answering.bus().unregisterAll();
              Promise<Void> all = Promise.promise();
              var seen = new ArrayList<Throwable>();
              askUntilRefused(seen, all);
              return Future.all(ended, all.future()).map(_ -> seen);
            });
    assertTrue(Bus.isNoHandlers(failures.getLast()), failures.getLast().toString());
    answerWith(_ -> Future.succeededFuture(LIST));
    assertEquals(
        LIST, asking.await(() -> asking.bus().request(Addresses.STRATEGY_CONTROL, ASK, LONG)));
  }

  private static void askUntilRefused(List<Throwable> seen, Promise<Void> done) {
    asking
        .bus()
        .request(Addresses.STRATEGY_CONTROL, ASK, LONG)
        .onComplete(
            _ -> askUntilRefused(seen, done),
            failure -> {
              seen.add(failure);
              done.complete();
            });
  }

  @Test
  void principalTravelsWithTheRequest() {
    var seen = new AtomicReference<Envelope>();
    answering.await(
        () ->
            answering
                .bus()
                .onRequestOf(
                    Addresses.STRATEGY_CONTROL,
                    (_, envelope) -> {
                      seen.set(envelope);
                      return Future.succeededFuture(LIST);
                    })
                .ready());
    asking.await(() -> asking.bus().request(Addresses.STRATEGY_CONTROL, ASK, LONG, "operator ü"));
    assertEquals("operator ü", seen.get().principal());
    assertTrue(seen.get().deadlineMillis() > System.currentTimeMillis());
  }

  @Test
  void requestThatComesAfterItsSenderGaveUpIsRefusedAndNotHandled() {
    var asked = new ArrayList<StrategyAction>();
    answerWith(
        action -> {
          asked.add(action);
          return Future.succeededFuture(LIST);
        });
    var late = options().addHeader("d", "1000");
    var failure = assertThrows(ReplyException.class, () -> send(ASK, late));
    assertEquals(RefusalCode.DEADLINE_PASSED.ordinal(), failure.failureCode());
    assertTrue(failure.getMessage().startsWith("DEADLINE_PASSED: it came "), failure.getMessage());
    assertEquals(List.of(), asked);
    assertEquals(1, answering.counter("eventbus_expired_total", "family", "strategy.control"));
    assertEquals(List.of(), defects);
  }

  @Test
  void nonsenseInTheEnvelopeIsRefused() {
    answerWith(_ -> Future.succeededFuture(LIST));
    for (var options :
        List.of(
            options().addHeader("d", "soon"),
            options().addHeader("p", "x".repeat(Envelope.PRINCIPAL_MAX + 1)))) {
      var failure = assertThrows(ReplyException.class, () -> send(ASK, options));
      assertEquals(RefusalCode.UNREADABLE.ordinal(), failure.failureCode());
    }
    assertEquals(List.of(), defects);
  }

  @Test
  void messageOfAnotherVersionIsRefusedLoudlyAndSoIsAnAnswer() {
    var log = TestNode.logOf(Consumers.class);
    try (var mixed = new TestCluster("newer", "older")) {
      var newer = mixed.node("newer");
      var older = mixed.node("older");
      var bytes = Buffer.buffer(new byte[] {2, 0, 0, 0, 0, 0});
      var control = Addresses.STRATEGY_CONTROL;
      newer.node().vertx().eventBus().registerCodec(new NewerCodec(control.requestCodec()));
      newer.node().vertx().eventBus().registerCodec(new NewerCodec(control.replyCodec()));
      older.await(() -> older.bus().onRequest(control, _ -> Future.succeededFuture(LIST)).ready());
      var refused =
          assertThrows(
              ReplyException.class,
              () -> newer.await(() -> request(newer, bytes, options(control.requestCodec()))));
      TestNode.await(older.bus().unregisterAll());
      newer.await(
          () ->
              newer
                  .node()
                  .vertx()
                  .eventBus()
                  .consumer(control.name(), ask -> ask.reply(bytes, options(control.replyCodec())))
                  .completion());
      var unreadable =
          assertThrows(
              ReplyException.class,
              () -> older.await(() -> older.bus().request(control, ASK, LONG)));

      var expected = failure(RefusalCode.UNREADABLE, "version 2 where 1 is understood");
      assertEquals(List.of(expected, expected), List.of(failure(refused), failure(unreadable)));
      assertEquals(2, older.counter("eventbus_unreadable_total", "family", control.family()));
      assertEquals(0, older.counter("defects_total", "place", control.family()));
      assertEquals(
          "1 of strategy.control unreadable, the last: "
              + "UNREADABLE: version 2 where 1 is understood",
          log.getLast().getFormattedMessage());
    }
  }

  @Test
  void whatCannotBeWrittenIsADefectOfItsSenderAndAnswered() {
    answerWith(_ -> Future.succeededFuture(LIST));
    var failure =
        assertThrows(
            ReplyException.class,
            () ->
                asking.await(
                    () ->
                        asking
                            .bus()
                            .request(
                                Addresses.STRATEGY_CONTROL,
                                new StrategyAction(null, StrategyAction.Kind.STOP),
                                LONG)));
    assertEquals(
        failure(RefusalCode.UNREADABLE, "its sender could not write it"), failure(failure));
    assertEquals(1, asking.counter("defects_total", "place", "codec strategy-action"));
  }

  private record Failure(int code, String message) {}

  private static Failure failure(RefusalCode code, String detail) {
    return new Failure(code.ordinal(), code + ": " + detail);
  }

  private static Failure failure(ReplyException failure) {
    return new Failure(failure.failureCode(), failure.getMessage());
  }

  private static DeliveryOptions options() {
    return options(Addresses.STRATEGY_CONTROL.requestCodec());
  }

  private static DeliveryOptions options(WireCodec<?> codec) {
    return new DeliveryOptions().setCodecName("outcry." + codec.name());
  }

  private static Future<Message<Object>> request(
      TestNode node, Object body, DeliveryOptions options) {
    var eventBus = node.node().vertx().eventBus();
    return eventBus.request(Addresses.STRATEGY_CONTROL.name(), body, options);
  }

  private static Object send(Object body, DeliveryOptions options) {
    return asking.await(() -> request(asking, body, options));
  }

  private static void answerWith(Function<StrategyAction, Future<StrategyList>> how) {
    answering.await(() -> answering.bus().onRequest(Addresses.STRATEGY_CONTROL, how).ready());
  }

  private static ReplyException askAndFail() {
    return assertThrows(
        ReplyException.class,
        () -> asking.await(() -> asking.bus().request(Addresses.STRATEGY_CONTROL, ASK, LONG)));
  }
}
