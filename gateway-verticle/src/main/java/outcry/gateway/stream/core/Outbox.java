package outcry.gateway.stream.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What waits for one client. Messages that count go to the socket at once, and a client that lets
 * too much of them wait must go; states wait here as soon as much waits in the socket, the newest
 * of each topic. Times are nanoseconds of any one clock. One thread.
 */
public final class Outbox {

  /**
   * @param counted whether it belongs to what the client must not be behind with
   */
  private record Written(int bytes, boolean counted, long atNanos) {}

  private final StreamLimits limits;
  private final ArrayDeque<Written> inSocket = new ArrayDeque<>();
  private final SequencedMap<Topic, byte[]> waiting = new LinkedHashMap<>();
  private long bytes;
  private long countedBytes;
  private long conflated;

  public Outbox(StreamLimits limits) {
    this.limits = limits;
  }

  /**
   * A state of a topic.
   *
   * @return whether it must be written now; otherwise it waits, and replaces the one that waited
   */
  public boolean offer(Topic topic, byte[] state, long nowNanos) {
    if (bytes >= limits.aheadBytes() || !waiting.isEmpty()) {
      if (waiting.put(topic, state) != null) {
        conflated++;
      }
      return false;
    }
    write(state, false, nowNanos);
    return true;
  }

  /**
   * What is written now whatever waits.
   *
   * @param counted true for an update that counts; false for answers and for snapshots, which the
   *     client asked for
   */
  public void write(byte[] message, boolean counted, long nowNanos) {
    inSocket.add(new Written(message.length, counted, nowNanos));
    bytes += message.length;
    countedBytes += counted ? message.length : 0;
  }

  /**
   * The socket has taken the oldest message.
   *
   * @return states that must be written now
   */
  public List<byte[]> written(long nowNanos) {
    var oldest = inSocket.remove();
    bytes -= oldest.bytes();
    countedBytes -= oldest.counted() ? oldest.bytes() : 0;
    if (waiting.isEmpty() || bytes >= limits.aheadBytes()) {
      return List.of();
    }
    var ready = new ArrayList<byte[]>();
    while (!waiting.isEmpty() && bytes < limits.aheadBytes()) {
      Map.Entry<Topic, byte[]> next = waiting.pollFirstEntry();
      write(next.getValue(), false, nowNanos);
      ready.add(next.getValue());
    }
    return ready;
  }

  /** Nothing of a topic is wanted any more. */
  public void forget(Topic topic) {
    waiting.remove(topic);
  }

  /** Asked after every write and now and then. Empty if it may stay. */
  public Optional<Closing> behind(long nowNanos) {
    if (countedBytes > limits.behindBytes() || bytes > limits.inSocketMax()) {
      return Optional.of(Closing.SLOW_CONSUMER);
    }
    if (countedBytes > 0) {
      for (var one : inSocket) {
        if (one.counted()) {
          return nowNanos - one.atNanos() >= limits.behind().toNanos()
              ? Optional.of(Closing.SLOW_CONSUMER)
              : Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** Bytes that the socket has not taken. */
  public long bytes() {
    return bytes;
  }

  /** States that were replaced before they were written, since the last time this was asked. */
  public long takeConflated() {
    long before = conflated;
    conflated = 0;
    return before;
  }
}
