package outcry.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import outcry.model.RefusalCode;
import outcry.model.query.StrategyAction;
import outcry.model.query.StrategyList;

class BusTest {

  private static final Duration LONG = Duration.ofSeconds(5);
  private static final Address<StrategyList> STATES = Addresses.STRATEGY_STATES;
  private static final StrategyList LIST = new StrategyList(List.of());
  private static final StrategyAction ASK = TestMessages.STRATEGY_ACTION;

  private final TestNode test = new TestNode();
  private final Bus bus = test.bus();
  private final List<Defects.Defect> defects = new ArrayList<>();

  BusTest() {
    bus.defects().onDefect(defects::add);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void consumerThatThrowsIsCountedLoggedAndToldAndTheNextMessageIsHandled() {
    var log = TestNode.logOf(Defects.class);
    var bug = new IllegalStateException("a bug in the consumer");
    var handled = new ArrayList<StrategyList>();
    test.run(
        () ->
            bus.on(
                STATES,
                message -> {
                  handled.add(message);
                  if (handled.size() == 1) {
                    throw bug;
                  }
                }));
    test.run(() -> publish(LIST, LIST));
    test.settle();

    assertEquals(List.of(LIST, LIST), handled);
    assertEquals(List.of(new Defects.Defect("strategy.states", bug)), defects);
    assertEquals(1, test.counter("defects_total", "place", "strategy.states"));
    assertEquals(1, test.counter("eventbus_failures_total", "family", "strategy.states"));
    assertEquals(2, test.counter("eventbus_delivered_total", "family", "strategy.states"));
    assertEquals("defect in strategy.states", log.getLast().getFormattedMessage());
    assertEquals("a bug in the consumer", log.getLast().getThrowableProxy().getMessage());
  }

  @Test
  void requestHandlerThatThrowsIsAnsweredAsInternalAndTheNextRequestIsAnswered() {
    var bug = new IllegalStateException("a bug in the handler");
    var calls = new ArrayList<StrategyAction>();
    answerWith(
        action -> {
          calls.add(action);
          if (calls.size() == 1) {
            throw bug;
          }
          return Future.succeededFuture(LIST);
        });

    var failure = assertThrows(ReplyException.class, this::ask);
    assertEquals(RefusalCode.INTERNAL.ordinal(), failure.failureCode());
    assertEquals(
        "INTERNAL: java.lang.IllegalStateException: a bug in the handler", failure.getMessage());
    assertSame(LIST, ask());
    assertEquals(List.of(new Defects.Defect("strategy.control", bug)), defects);
    assertEquals(1, test.counter("defects_total", "place", "strategy.control"));
    test.settle(); // ends after the handlers of the answer: this test was one of them
  }

  @Test
  void failedAnswerIsInternalToo() {
    answerWith(_ -> Future.failedFuture(new IllegalStateException("late bug")));
    assertEquals(
        "INTERNAL: java.lang.IllegalStateException: late bug",
        assertThrows(ReplyException.class, this::ask).getMessage());
  }

  @Test
  void refusalIsAnAnswerNotADefect() {
    answerWith(_ -> Future.failedFuture(new RefusedException(RefusalCode.OVERLOADED, "full")));

    var failure = assertThrows(ReplyException.class, this::ask);
    assertEquals(RefusalCode.OVERLOADED.ordinal(), failure.failureCode());
    assertEquals("OVERLOADED: full", failure.getMessage());
    assertEquals(List.of(), defects);
  }

  @Test
  void messagesArriveAsTheSameInstanceWithinANode() {
    var got = new AtomicReference<StrategyList>();
    var asked = new AtomicReference<StrategyAction>();
    test.run(() -> bus.on(STATES, got::set));
    answerWith(
        action -> {
          asked.set(action);
          return Future.succeededFuture(LIST);
        });
    test.run(() -> publish(LIST));
    test.settle();

    assertSame(LIST, got.get());
    assertSame(LIST, ask());
    assertSame(ASK, asked.get());
  }

  @Test
  void requestNobodyAnswersFailsAsNoHandlers() {
    var failure = assertThrows(ReplyException.class, this::ask);
    assertTrue(Bus.isNoHandlers(failure));
    test.settle(); // ends after the handlers of the answer: this test was one of them
  }

  @Test
  void timeoutBelowAMillisecondIsATimeoutNotAnError() {
    Promise<StrategyList> never = Promise.promise();
    answerWith(_ -> never.future());
    var failure =
        assertThrows(
            ReplyException.class,
            () ->
                test.await(
                    () -> bus.request(Addresses.STRATEGY_CONTROL, ASK, Duration.ofNanos(1))));
    assertEquals(io.vertx.core.eventbus.ReplyFailure.TIMEOUT, failure.failureType());
    test.settle(); // ends after the handlers of the answer: this test was one of them
  }

  @Test
  void publishingNothingIsRefusedAndLeavesNothingInFlight() {
    test.run(() -> bus.on(STATES, _ -> {}));
    assertThrows(NullPointerException.class, () -> test.run(() -> publish((StrategyList) null)));
    assertEquals(Map.of(), test.node().inFlight().pending());
  }

  @Test
  void deliveriesQueuedAtUnregisterAreDroppedAndNotInFlight() {
    var handled = new ArrayList<StrategyList>();
    var unregistered =
        test.run(
            () -> {
              var registration = bus.on(STATES, handled::add);
              publish(LIST, LIST);
              assertEquals(Map.of(InFlight.Kind.DELIVERY, 2L), test.node().inFlight().pending());
              return registration.unregister();
            });
    TestNode.await(unregistered);
    test.settle();

    assertEquals(List.of(), handled);
    assertEquals(Map.of(), test.node().inFlight().pending());
  }

  @Test
  void verticleUndeployedWithoutUnregisteringLeavesNothingInFlight() {
    var id =
        test.await(
            () ->
                test.node()
                    .vertx()
                    .deployVerticle(
                        new VerticleBase() {
                          @Override
                          public Future<?> start() {
                            bus.on(STATES, _ -> {});
                            return Future.succeededFuture();
                          }
                        }));
    test.await(() -> test.node().vertx().undeploy(id));
    test.run(() -> publish(LIST));
    test.settle();

    assertEquals(0, test.counter("eventbus_delivered_total", "family", "strategy.states"));
    assertEquals(Map.of(), test.node().inFlight().pending());
  }

  @Test
  void deliveryFromAnotherLoopDoesNotEndOneOfOurOwn() {
    var other = otherLoop();
    Promise<Map<InFlight.Kind, Long>> seen = Promise.promise();
    var fromOther = new StrategyList(List.of());
    test.run(
        () ->
            bus.on(
                STATES,
                message -> {
                  if (message == fromOther) {
                    // a delivery of our own loop is still behind this one
                    publish(LIST);
                  } else {
                    seen.tryComplete(test.node().inFlight().pending());
                  }
                }));
    TestNode.await(
        other,
        () -> {
          bus.publish(STATES, fromOther);
          return Future.succeededFuture();
        });

    assertEquals(Map.of(InFlight.Kind.DELIVERY, 1L), TestNode.await(seen.future()));
    test.settle();
    assertEquals(Map.of(), test.node().inFlight().pending());
  }

  @Test
  void replyHandlerThatThrowsIsADefectAndEndsTheRequest() {
    answerWith(_ -> Future.succeededFuture(LIST));
    Promise<Defects.Defect> told = Promise.promise();
    bus.defects().onDefect(told::tryComplete);
    test.run(
        () -> {
          bus.request(Addresses.STRATEGY_CONTROL, ASK, LONG)
              .onComplete(
                  _ -> {
                    throw new IllegalStateException("a bug in the reply handler");
                  });
          return null;
        });
    test.settle();
    assertEquals("strategy.control reply", TestNode.await(told.future()).place());
  }

  @Test
  void awaitedStageComesBackToTheLoopWithItsOwnFailure() {
    var stage = new CompletableFuture<String>();
    var bug = new IllegalStateException("on the other thread");
    Promise<Throwable> seen = Promise.promise();
    test.run(
        () -> {
          bus.await(
              InFlight.Kind.JOURNAL,
              "journal",
              stage.thenApply(text -> text),
              (_, failure) -> seen.complete(failure));
          return null;
        });
    assertEquals(Map.of(InFlight.Kind.JOURNAL, 1L), test.node().inFlight().pending());
    stage.completeExceptionally(new CompletionException(bug));
    assertSame(bug, TestNode.await(seen.future()));
    test.settle();
  }

  @Test
  void consumerOffAContextIsRefused() {
    var failure = assertThrows(IllegalStateException.class, () -> bus.on(STATES, _ -> {}));
    assertEquals("the bus is used on a Vert.x context only", failure.getMessage());
  }

  private io.vertx.core.Context otherLoop() {
    var vertx = test.node().vertx();
    Promise<io.vertx.core.Context> other = Promise.promise();
    vertx
        .deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                other.complete(context);
                return Future.succeededFuture();
              }
            })
        .onFailure(other::tryFail);
    return TestNode.await(other.future());
  }

  private void answerWith(java.util.function.Function<StrategyAction, Future<StrategyList>> how) {
    test.run(() -> bus.onRequest(Addresses.STRATEGY_CONTROL, how));
  }

  private StrategyList ask() {
    return test.await(() -> bus.request(Addresses.STRATEGY_CONTROL, ASK, LONG));
  }

  private Object publish(StrategyList... lists) {
    for (var list : lists) {
      bus.publish(STATES, list);
    }
    return null;
  }
}
