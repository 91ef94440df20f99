package outcry.bus.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import outcry.bus.async.BoundedQueue.Counts;
import outcry.bus.async.BoundedQueue.Offer;
import outcry.bus.async.BoundedQueue.Policy;

class BoundedQueueTest {

  @Test
  void refusesAtTheBound() {
    var queue = BoundedQueue.<String>of(2, Policy.REFUSE);
    assertEquals(List.of(Offer.ADDED, Offer.ADDED, Offer.REFUSED), offer(queue, "a", "b", "c"));
    assertEquals(new Counts(2, 0, 0, 1), queue.counts());
    assertEquals(List.of("a", "b"), drain(queue));
    assertNull(queue.poll());
  }

  @Test
  void dropsTheOldestAtTheBound() {
    var queue = BoundedQueue.<String>of(2, Policy.DROP_OLDEST);
    assertEquals(
        List.of(Offer.ADDED, Offer.ADDED, Offer.DROPPED_OLDEST), offer(queue, "a", "b", "c"));
    assertEquals(new Counts(3, 0, 1, 0), queue.counts());
    assertEquals(List.of("b", "c"), drain(queue));
  }

  @Test
  void newestOfAKeyTakesThePlaceOfTheOneThatWaits() {
    var queue = BoundedQueue.<String>conflating(3, Policy.REFUSE, BoundedQueueTest::key);
    assertEquals(
        List.of(
            Offer.ADDED, Offer.ADDED, Offer.CONFLATED, Offer.ADDED, Offer.REFUSED, Offer.CONFLATED),
        offer(queue, "x1", "y1", "x2", "-fill", "-fill", "y2"));
    assertEquals(new Counts(3, 2, 0, 1), queue.counts());
    assertEquals(List.of("x2", "y2", "-fill"), drain(queue));
    assertEquals(List.of(Offer.ADDED), offer(queue, "x3"));
  }

  @Test
  void conflatingQueueMayDropTheOldestKey() {
    var queue = BoundedQueue.<String>conflating(2, Policy.DROP_OLDEST, BoundedQueueTest::key);
    assertEquals(
        List.of(Offer.ADDED, Offer.ADDED, Offer.CONFLATED, Offer.DROPPED_OLDEST),
        offer(queue, "x1", "y1", "x2", "z1"));
    assertEquals(List.of("y1", "z1"), drain(queue));
  }

  @Test
  void threadSafeVariantLosesNothing() throws Exception {
    var queue = BoundedQueue.threadSafe(BoundedQueue.<Integer>of(1_000_000, Policy.REFUSE));
    var producers = new ArrayList<Thread>();
    for (int i = 0; i < 4; i++) {
      producers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int n = 0; n < 10_000; n++) {
                      queue.offer(n);
                    }
                  }));
    }
    int taken = 0;
    for (var producer : producers) {
      producer.join();
    }
    while (queue.poll() != null) {
      taken++;
    }
    assertEquals(40_000, taken);
    assertEquals(new Counts(40_000, 0, 0, 0), queue.counts());
  }

  @Test
  void queueWithoutRoomIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> BoundedQueue.of(0, Policy.REFUSE));
  }

  private static Object key(String text) {
    return text.startsWith("-") ? null : text.charAt(0);
  }

  private static List<Offer> offer(BoundedQueue<String> queue, String... elements) {
    return Stream.of(elements).map(queue::offer).toList();
  }

  private static List<String> drain(BoundedQueue<String> queue) {
    var drained = new ArrayList<String>();
    while (!queue.isEmpty()) {
      drained.add(queue.poll());
    }
    return drained;
  }
}
