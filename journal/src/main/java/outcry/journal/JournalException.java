package outcry.journal;

import outcry.model.TradingScope;

/**
 * Why the journal did not do it. Nothing of the failed call is in the database, except perhaps
 * after {@link OutcomeUnknown}. The constructors are public for whoever else keeps a journal, such
 * as the simulator.
 */
public abstract sealed class JournalException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private JournalException(String message) {
    super(message);
  }

  private JournalException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Somebody else claimed the partition: give it up at once and write nothing more. */
  public static final class Fenced extends JournalException {

    private static final long serialVersionUID = 1;
    private final long currentEpoch;

    public Fenced(Ownership ownership, long currentEpoch) {
      super(
          "partition %d: epoch %d of %s is over, it is now %d"
              .formatted(
                  ownership.partition(), ownership.epoch(), ownership.owner(), currentEpoch));
      this.currentEpoch = currentEpoch;
    }

    /** 0 if nobody ever claimed the partition. */
    public long currentEpoch() {
      return currentEpoch;
    }
  }

  /** Another run of the strategy has begun: this one is over and sends nothing more. */
  public static final class StrategyFenced extends JournalException {

    private static final long serialVersionUID = 1;

    /**
     * @param whose what the late one named, e.g. {@code epoch 3}
     * @param currentEpoch of the run that may save; 0 if there never was one
     */
    public StrategyFenced(String strategy, String whose, long currentEpoch) {
      super("strategy %s: %s is over, it is now %d".formatted(strategy, whose, currentEpoch));
    }
  }

  /** An intent is covered by a scope that is halted. */
  public static final class Halted extends JournalException {

    private static final long serialVersionUID = 1;
    private final TradingScope scope;
    private final String key;

    public Halted(TradingScope scope, String key) {
      super("trading is halted: " + scope + (key.isEmpty() ? "" : " " + key));
      this.scope = scope;
      this.key = key;
    }

    public TradingScope scope() {
      return scope;
    }

    /** The account, strategy or symbol; empty for {@link TradingScope#GLOBAL}. */
    public String key() {
      return key;
    }
  }

  /** The account has an order with this client order id; see {@link Journal#findOrder}. */
  public static final class DuplicateOrder extends JournalException {

    private static final long serialVersionUID = 1;

    public DuplicateOrder(String account, String clientOrderId) {
      super("account " + account + " already has an order " + clientOrderId);
    }
  }

  /** The venue's execution is in the journal already. */
  public static final class DuplicateExecution extends JournalException {

    private static final long serialVersionUID = 1;
    private final String venue;
    private final String account;
    private final String executionId;

    public DuplicateExecution(String venue, String account, String executionId) {
      super(
          "execution %s of account %s at %s is journaled already"
              .formatted(executionId, account, venue));
      this.venue = venue;
      this.account = account;
      this.executionId = executionId;
    }

    public String venue() {
      return venue;
    }

    public String account() {
      return account;
    }

    public String executionId() {
      return executionId;
    }
  }

  /** The order is not at the version before this event's. */
  public static final class VersionConflict extends JournalException {

    private static final long serialVersionUID = 1;

    public VersionConflict(int partition, long orderId, int version) {
      super("partition %d: order %d cannot get version %d".formatted(partition, orderId, version));
    }
  }

  /** The reader's stored offset is not where the projection starts. */
  public static final class OffsetConflict extends JournalException {

    private static final long serialVersionUID = 1;
    private final long stored;

    public OffsetConflict(String reader, int partition, long expected, long stored) {
      super(
          "reader %s of partition %d is at %d, not at %d"
              .formatted(reader, partition, stored, expected));
      this.stored = stored;
    }

    /** Where the reader is. */
    public long stored() {
      return stored;
    }
  }

  /** Too much is waiting. Nothing was queued. */
  public static final class Overloaded extends JournalException {

    private static final long serialVersionUID = 1;

    public Overloaded(String what, int max) {
      super("journal overloaded: " + max + " " + what + " are waiting");
    }
  }

  /** A key or an approval was refused, and nothing has changed. */
  public static final class AccessRefused extends JournalException {

    private static final long serialVersionUID = 1;

    public AccessRefused(String why) {
      super(why);
    }
  }

  /**
   * In a cluster: the lease of the shard is not held as the call says. Give the shard up, and write
   * nothing more for it.
   */
  public static final class NotLeased extends JournalException {

    private static final long serialVersionUID = 1;

    /**
     * @param shard for people, such as {@code order 7}
     * @param holder who said it has the lease, or under which epoch; for people
     */
    public NotLeased(String shard, String holder) {
      super("the lease of %s is not with %s".formatted(shard, holder));
    }
  }

  /**
   * The answer to the commit never came: it may be durable or not, and nobody may guess. Claim the
   * partition anew and read what is there; until then nothing is appended under the old epoch.
   */
  public static final class OutcomeUnknown extends JournalException {

    private static final long serialVersionUID = 1;

    public OutcomeUnknown(String message, Throwable cause) {
      super("journal outcome unknown: " + message, cause);
    }
  }

  /**
   * Closed, or the database is away. An embedded database stays so once it had an input or output
   * error; with a database server the journal comes back by itself, but nothing more is appended
   * under an epoch that this happened to: claim the partition anew and read.
   */
  public static final class Unavailable extends JournalException {

    private static final long serialVersionUID = 1;

    public Unavailable(String message) {
      super("journal unavailable: " + message);
    }

    public Unavailable(String message, Throwable cause) {
      super("journal unavailable: " + message, cause);
    }
  }
}
