package outcry.bus.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import outcry.bus.RefusedException;
import outcry.bus.TestNode;
import outcry.model.RefusalCode;

class ConcurrencyLimitTest {

  private final List<String> started = new ArrayList<>();
  private final List<Promise<String>> promises = new ArrayList<>();

  private Future<String> submit(ConcurrencyLimit limit, String name) {
    return limit.run(
        name,
        () -> {
          started.add(name);
          Promise<String> promise = Promise.promise();
          promises.add(promise);
          return promise.future();
        });
  }

  @Test
  void atMostSoManyRunTheRestWaitInOrderAndOneTooManyIsRefused() {
    var limit = new ConcurrencyLimit("paper", 2, 2);
    var one = submit(limit, "one");
    submit(limit, "two").onFailure(Throwable::getMessage);
    submit(limit, "three").onFailure(Throwable::getMessage);
    submit(limit, "four").onFailure(Throwable::getMessage);
    var five = submit(limit, "five");

    assertEquals(List.of("one", "two"), started);
    var refusal = assertInstanceOf(RefusedException.class, five.cause());
    assertEquals(RefusalCode.OVERLOADED, refusal.code());
    assertEquals("paper: 2 running, 2 waiting, no room for five", refusal.getMessage());

    promises.get(1).fail("two failed");
    assertEquals(List.of("one", "two", "three"), started);
    promises.get(0).complete("1");
    assertEquals("1", one.result());
    assertEquals(List.of("one", "two", "three", "four"), started);
    assertEquals(2, limit.running());
    assertEquals(0, limit.waiting());
  }

  @Test
  void closeRefusesThoseThatWaitByNameAndAwaitsTheRunning() {
    var limit = new ConcurrencyLimit("paper", 1, 5);
    var running = submit(limit, "running");
    var waiting = submit(limit, "waiting");
    var closed = limit.close();
    var late = submit(limit, "late");

    assertEquals("paper is closed: waiting", waiting.cause().getMessage());
    assertEquals("paper is closed: late", late.cause().getMessage());
    assertFalse(closed.isComplete());
    promises.getFirst().complete("done");
    assertEquals("done", running.result());
    assertTrue(closed.succeeded());
    assertTrue(limit.close().succeeded());
    assertEquals(List.of("running"), started);
  }

  @Test
  void workThatThrowsFailsAndFreesItsPlace() {
    var limit = new ConcurrencyLimit("paper", 1, 1);
    var bad =
        limit.run(
            "bad",
            () -> {
              throw new IllegalStateException("bug");
            });
    assertEquals("bug", bad.cause().getMessage());
    assertEquals("fine", limit.run("fine", () -> Future.succeededFuture("fine")).result());
    assertEquals(0, limit.running());
  }

  @Test
  void longQueueOfWorkThatEndsAtOnceDoesNotDeepenTheStack() {
    var limit = new ConcurrencyLimit("paper", 1, 100_000);
    var ran = new AtomicInteger();
    var first = submit(limit, "first");
    for (int i = 0; i < 100_000; i++) {
      limit
          .run("quick", () -> Future.succeededFuture(ran.incrementAndGet()))
          .onFailure(Throwable::getMessage);
    }
    promises.getFirst().complete("go");
    assertTrue(first.succeeded());
    assertEquals(100_000, ran.get());
  }

  @Test
  void boundHoldsBetweenThreads() {
    var limit = new ConcurrencyLimit("pool", 3, 10_000);
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var ends = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 2_000; i++) {
        ends.add(
            limit.run(
                "job",
                () -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  Promise<Integer> promise = Promise.promise();
                  threads.execute(() -> promise.complete(running.decrementAndGet()));
                  return promise.future();
                }));
      }
      assertTrue(TestNode.await(Future.all(ends)).succeeded());
    }
    assertTrue(most.get() <= 3, "ran " + most + " at a time");
    assertEquals(0, limit.running() + limit.waiting());
  }
}
