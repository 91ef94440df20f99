package outcry.strategy.core;

import outcry.model.RefusalCode;

/** What the answers to one command, sent again and again under the same id, mean. */
public final class CommandAttempts {

  /** What to do after an attempt without a final answer. */
  public enum Next {
    AGAIN,
    /** It may have been done: only the journal can tell. */
    UNKNOWN,
    /** It was certainly not done. */
    NOT_DONE
  }

  private final int attemptsMax;
  private int attempts;
  private boolean unknown;

  public CommandAttempts(int attemptsMax) {
    this.attemptsMax = attemptsMax;
  }

  /** An attempt of which nobody knows whether it arrived, or that certainly did not. */
  public Next failed(boolean certainlyNotDelivered) {
    unknown |= !certainlyNotDelivered;
    return next();
  }

  /**
   * A refusal is final, unless it says no more than that the owner cannot tell: an earlier attempt
   * may have been done, or this one was half done.
   */
  public boolean isFinal(RefusalCode code) {
    return switch (code) {
      case JOURNAL_UNAVAILABLE, INTERNAL -> {
        unknown = true;
        yield false;
      }
      case OVERLOADED, DEADLINE_PASSED, RECOVERING, NO_OWNER, VENUE_DOWN -> !unknown;
      default -> true;
    };
  }

  /** After a refusal that is not final. */
  public Next next() {
    attempts++;
    return attempts < attemptsMax ? Next.AGAIN : givenUp();
  }

  /** What is known if no further attempt is made. */
  public Next givenUp() {
    return unknown ? Next.UNKNOWN : Next.NOT_DONE;
  }
}
