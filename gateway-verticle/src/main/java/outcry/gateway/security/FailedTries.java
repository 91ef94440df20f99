package outcry.gateway.security;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failed tries by address and by the key they claim, and says for how long more of them are
 * not looked at. Only failures are held back: whoever shows a good key is let in, so nobody can
 * lock somebody else out. Event loop only.
 */
final class FailedTries {

  static final int FREE = 10;

  private static final long FORGET_MS = 60_000;
  private static final long WAIT_MAX_MS = 60_000;
  private static final int DOUBLINGS_MAX = 6;
  private static final int REMEMBERED_MAX = 10_000;

  /**
   * @param lastMillis of the last one
   */
  private record Tries(int count, long lastMillis) {}

  private final Map<String, Tries> bySource =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  /**
   * One more failure.
   *
   * @return for how many seconds whoever tries has to wait; 0 if he is only told that it failed
   */
  long failed(String address, String claimed, long nowMillis) {
    long wait = count("address " + address, nowMillis);
    return claimed.isEmpty() ? wait : Math.max(wait, count("key " + claimed, nowMillis));
  }

  private long count(String source, long nowMillis) {
    var before = bySource.get(source);
    int count =
        before == null || nowMillis - before.lastMillis() > FORGET_MS ? 1 : before.count() + 1;
    bySource.put(source, new Tries(count, nowMillis));
    if (count <= FREE) {
      return 0;
    }
    long waitMs = 1_000L << Math.min(count - FREE - 1, DOUBLINGS_MAX);
    return Math.min(waitMs, WAIT_MAX_MS) / 1_000;
  }
}
