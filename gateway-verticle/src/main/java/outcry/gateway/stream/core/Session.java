package outcry.gateway.stream.core;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;

/**
 * One client from its upgrade to its end: what it may say and when it must go. Times are
 * nanoseconds of any one clock. One thread.
 */
public final class Session {

  private static final int IDS_KEPT = 1_024;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final StreamLimits limits;
  private final long openedNanos;
  private final SequencedSet<String> ids = new LinkedHashSet<>();
  private final SequencedSet<Topic> subscriptions = new LinkedHashSet<>();
  private final ArrayDeque<Long> mistakes = new ArrayDeque<>();
  private boolean known;
  private long heardNanos;
  private long secondNanos;
  private int inSecond;

  public Session(StreamLimits limits, long nowNanos) {
    this.limits = limits;
    openedNanos = nowNanos;
    heardNanos = nowNanos;
    secondNanos = nowNanos;
  }

  /** It has said who it is. */
  public void known() {
    known = true;
  }

  public boolean isKnown() {
    return known;
  }

  public SequencedSet<Topic> subscriptions() {
    return subscriptions;
  }

  /** Anything came from it. Empty if it may stay. */
  public Optional<Closing> heard(long nowNanos) {
    heardNanos = nowNanos;
    if (nowNanos - secondNanos >= SECOND) {
      secondNanos = nowNanos;
      inSecond = 0;
    }
    inSecond++;
    return inSecond > limits.messagesPerSecond() ? Optional.of(Closing.TOO_FAST) : Optional.empty();
  }

  /** A message came that is not in the protocol. Empty if it may stay. */
  public Optional<Closing> mistaken(long nowNanos) {
    mistakes.add(nowNanos);
    while (nowNanos - mistakes.peekFirst() > limits.errorsWithin().toNanos()) {
      mistakes.removeFirst();
    }
    return mistakes.size() >= limits.errorsMax()
        ? Optional.of(Closing.TOO_MANY_ERRORS)
        : Optional.empty();
  }

  /**
   * Takes a message that could be read.
   *
   * @throws BadAskException if it must not be followed
   */
  public void take(Ask ask) {
    if (!ids.add(ask.id())) {
      throw BadAskException.mistake(ask.id(), "DUPLICATE_ID", "this id was used before");
    }
    if (ids.size() > IDS_KEPT) {
      ids.removeFirst();
    }
    if (!known && !(ask instanceof Ask.Auth)) {
      throw BadAskException.refused(ask.id(), "UNAUTHENTICATED", "auth comes first");
    }
    switch (ask) {
      case Ask.Auth _, Ask.Ping _ -> {}
      case Ask.Subscribe subscribe -> subscribe(subscribe);
      case Ask.Unsubscribe(var id, var topic) -> {
        if (!subscriptions.remove(topic)) {
          throw BadAskException.refused(id, "NOT_SUBSCRIBED", "there is no such subscription");
        }
      }
    }
  }

  private void subscribe(Ask.Subscribe subscribe) {
    if (subscriptions.contains(subscribe.topic())) {
      throw BadAskException.refused(subscribe.id(), "DUPLICATE", "it is subscribed already");
    }
    if (subscriptions.size() >= limits.subscriptions()) {
      throw BadAskException.refused(
          subscribe.id(), "LIMIT", "at most " + limits.subscriptions() + " subscriptions");
    }
    subscriptions.add(subscribe.topic());
  }

  /** Asked now and then. Empty if it may stay. */
  public Optional<Closing> overdue(long nowNanos) {
    if (!known && nowNanos - openedNanos >= limits.auth().toNanos()) {
      return Optional.of(Closing.UNAUTHENTICATED);
    }
    return nowNanos - heardNanos >= limits.silence().toNanos()
        ? Optional.of(Closing.SILENT)
        : Optional.empty();
  }
}
