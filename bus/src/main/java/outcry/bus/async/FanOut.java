package outcry.bus.async;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import outcry.bus.Timeline;

/**
 * Asks many at once. Every key ends with a value or its own error; one that fails, throws or stays
 * silent takes nothing from the others. The future never fails.
 */
public final class FanOut {

  private FanOut() {}

  /**
   * Asks for every key, each with its own time limit by the wall clock. On a Vert.x context.
   *
   * @return completes when the last key has ended: outcomes in the order of the keys, equal keys
   *     asked once
   */
  public static <K, V> Future<Map<K, Outcome<V>>> all(
      List<K> keys, Function<K, Future<V>> ask, Duration timeoutEach) {
    return all(keys, ask, (key, answer) -> Deadline.within(answer, timeoutEach, key));
  }

  /** The same by the given timeline. */
  public static <K, V> Future<Map<K, Outcome<V>>> all(
      List<K> keys, Function<K, Future<V>> ask, Duration timeoutEach, Timeline timeline) {
    return all(keys, ask, (key, answer) -> Deadline.within(answer, timeoutEach, key, timeline));
  }

  private interface Limit<V> {
    Future<V> on(String key, Future<V> answer);
  }

  private static <K, V> Future<Map<K, Outcome<V>>> all(
      List<K> keys, Function<K, Future<V>> ask, Limit<V> limit) {
    var gathered = new Gathered<K, V>(keys);
    for (var key : gathered.keys()) {
      limit.on(String.valueOf(key), ask(key, ask)).onComplete(end -> gathered.put(key, end));
    }
    return gathered.promise.future();
  }

  private static <K, V> Future<V> ask(K key, Function<K, Future<V>> ask) {
    try {
      return ask.apply(key);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** Answers may come on any thread. */
  private static final class Gathered<K, V> {

    private final Promise<Map<K, Outcome<V>>> promise = Promise.promise();
    private final Map<K, Outcome<V>> outcomes = new LinkedHashMap<>();
    private int missing;

    Gathered(List<K> keys) {
      keys.forEach(key -> outcomes.put(key, null));
      missing = outcomes.size();
      if (missing == 0) {
        promise.complete(Map.of());
      }
    }

    List<K> keys() {
      return List.copyOf(outcomes.keySet());
    }

    void put(K key, AsyncResult<V> end) {
      synchronized (this) {
        outcomes.put(
            key,
            end.succeeded()
                ? new Outcome.Value<>(end.result())
                : new Outcome.Failed<>(end.cause()));
        if (--missing > 0) {
          return;
        }
      }
      promise.complete(Collections.unmodifiableMap(outcomes));
    }
  }
}
