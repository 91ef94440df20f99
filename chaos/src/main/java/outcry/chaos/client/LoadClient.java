package outcry.chaos.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Sends orders at a steady rate, each on its way by itself, and repeats every request under the
 * same id until it is told something definite. Any thread.
 */
public final class LoadClient {

  private static final String SYMBOL = "MNQZ6.SIM";

  /** What the simulated exchange's agents trade around, and how far from it orders rest. */
  private static final int ANCHOR = 21_500;

  private static final int AWAY_MAX = 700;

  /** The nearest prices trade at once or soon, whichever way the market has gone. */
  private static final int NEAR_MAX = 60;

  /** Orders on their way at a time; more are not begun. */
  private static final int AT_ONCE = 2_000;

  private static final long PAUSE_MILLIS = 100;
  private static final int PERCENT = 100;
  private static final int NEAR_PERCENT = 40;
  private static final int REPEAT_PERCENT = 5;
  private static final int AMEND_PERCENT = 30;

  private final Gateways gateways;
  private final ClientLog log;
  private final List<String> accounts;
  private final long pauseNanos;
  private final SplittableRandom random;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Phaser lives = new Phaser(1);
  private final AtomicLong numbers = new AtomicLong();
  private final String run;
  private volatile boolean sending = true;
  private volatile boolean givenUp;
  private Thread thread;

  /**
   * @param run begins every id, so that runs on one database do not meet
   */
  public LoadClient(
      Gateways gateways,
      ClientLog log,
      List<String> accounts,
      int ordersPerSecond,
      String run,
      SplittableRandom random) {
    this.gateways = gateways;
    this.log = log;
    this.accounts = List.copyOf(accounts);
    this.pauseNanos = TimeUnit.SECONDS.toNanos(1) / ordersPerSecond;
    this.run = run;
    this.random = random;
  }

  public void start() {
    thread = Thread.ofPlatform().name("chaos-load").daemon().start(this::send);
  }

  /** How many orders were begun. */
  public long begun() {
    return numbers.get();
  }

  /**
   * Begins no more orders, and waits until all that are on their way have been told something.
   *
   * @return whether all were, in that time; the others have given up
   */
  public boolean finish(long millis) throws InterruptedException {
    sending = false;
    thread.join();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean finished = waitFor(() -> lives.getUnarrivedParties() == 1, end);
    givenUp = true;
    waitFor(
        () -> lives.getUnarrivedParties() == 1, System.nanoTime() + TimeUnit.SECONDS.toNanos(20));
    return finished;
  }

  private static boolean waitFor(BooleanSupplier done, long end) throws InterruptedException {
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return true;
  }

  private void send() {
    long next = System.nanoTime();
    while (sending) {
      if (places.tryAcquire()) {
        begin();
      }
      next += pauseNanos;
      try {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
      } catch (InterruptedException e) {
        return; // only the end of the process interrupts it
      }
    }
  }

  private void begin() {
    long number = numbers.incrementAndGet();
    var account = accounts.get((int) (number % accounts.size()));
    boolean buys = number / accounts.size() % 2 == 0;
    boolean rests = number % accounts.size() % 2 == 0; // no account could meet its own orders
    boolean isNear = random.nextInt(PERCENT) < NEAR_PERCENT;
    int away = random.nextInt(1, isNear ? NEAR_MAX : AWAY_MAX);
    var order =
        new ClientOrder(
            account,
            run + "-" + number,
            SYMBOL,
            buys ? "BUY" : "SELL",
            1 + random.nextInt(2),
            rests ? Integer.toString(buys ? ANCHOR - away : ANCHOR + away) : "");
    var its = random.split();
    log.asked(order);
    lives.register();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                live(order, its);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                lives.arriveAndDeregister();
                places.release();
              }
            });
  }

  private void live(ClientOrder order, SplittableRandom its) throws InterruptedException {
    if (!submit(order)) {
      return;
    }
    if (its.nextInt(PERCENT) < REPEAT_PERCENT) {
      submit(order);
    }
    if (!order.isLimit()) {
      return;
    }
    TimeUnit.MILLISECONDS.sleep(its.nextInt(50, 2_000));
    if (its.nextInt(PERCENT) < AMEND_PERCENT) {
      amend(order);
    }
    cancel(order);
  }

  /** Whether it was acknowledged. */
  private boolean submit(ClientOrder order) throws InterruptedException {
    long sent = System.nanoTime();
    while (!givenUp) {
      var answer = gateways.post("/api/v1/orders", body(order));
      if (answer.isDone()) {
        log.acknowledged(order, sent, System.nanoTime());
        return true;
      }
      if (!answer.isAgain()) {
        log.refused(order, answer.code());
        return false;
      }
      log.again(order, answer.status() + " " + answer.code() + " " + answer.detail());
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return false;
  }

  private void amend(ClientOrder order) throws InterruptedException {
    while (!givenUp) {
      var answer = gateways.patch(path(order), Map.of("quantity", "1"));
      if (!answer.isAgain()) {
        noticeForgotten(order, answer);
        return; // what it did is what the exchange and the journal say
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private void cancel(ClientOrder order) throws InterruptedException {
    while (!givenUp) {
      var answer = gateways.delete(path(order));
      if (!answer.isAgain()) {
        noticeForgotten(order, answer);
        return;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private void noticeForgotten(ClientOrder order, Gateways.Answer answer) {
    if (answer.code().equals("UNKNOWN_ORDER")) {
      log.forgotten(order, "UNKNOWN_ORDER after it was acknowledged");
    }
  }

  private static String path(ClientOrder order) {
    return "/api/v1/orders/" + order.account() + "/" + order.clientOrderId();
  }

  private static Map<String, Object> body(ClientOrder order) {
    var body = new LinkedHashMap<String, Object>();
    body.put("account", order.account());
    body.put("clientOrderId", order.clientOrderId());
    body.put("symbol", order.symbol());
    body.put("side", order.side());
    body.put("type", order.isLimit() ? "LIMIT" : "MARKET");
    body.put("quantity", Long.toString(order.quantity()));
    if (order.isLimit()) {
      body.put("price", order.price());
    }
    return body;
  }
}
