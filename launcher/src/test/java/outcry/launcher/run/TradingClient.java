package outcry.launcher.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import outcry.launcher.setup.SimulatedMarkets;
import outcry.model.Instrument;

/**
 * Several clients of one account at once: limits far from the market that rest, immediate ones that
 * trade, and cancels. Keeps what was acknowledged. They end when nobody answers any more.
 */
final class TradingClient {

  static final String ACCOUNT = "paper-manual";
  private static final int CLIENTS = 4;

  /** Within the price collar of five percent. */
  private static final int FAR_PERCENT = 3;

  private final Rest rest;
  private final Map<String, Wanted> acknowledged;
  private final AtomicInteger answers = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, Throwable> failures = new ConcurrentHashMap<>();

  /**
   * @param acknowledged by client order id; added to
   */
  TradingClient(Rest rest, Map<String, Wanted> acknowledged) {
    this.rest = rest;
    this.acknowledged = acknowledged;
  }

  /** Begins; the latch is counted down with every acknowledgement. */
  void start(String name, SplittableRandom random, CountDownLatch enough) {
    for (int i = 0; i < CLIENTS; i++) {
      var own = random.split();
      var prefix = name + "-" + i + "-";
      threads.add(
          Thread.ofVirtual()
              .name(prefix)
              .start(
                  () -> {
                    try {
                      trade(prefix, own, enough);
                    } catch (IOException e) {
                      enough.countDown(); // nobody answers: it was killed
                    } catch (InterruptedException | RuntimeException e) {
                      failures.put(prefix, e);
                    }
                  }));
    }
  }

  private void trade(String prefix, SplittableRandom random, CountDownLatch enough)
      throws IOException, InterruptedException {
    var resting = new ArrayList<String>();
    for (int n = 0; ; n++) {
      if (!resting.isEmpty() && random.nextInt(4) == 0) {
        var id = resting.remove(random.nextInt(resting.size()));
        var answer = rest.send("DELETE", "/api/v1/orders/" + ACCOUNT + "/" + id, "");
        answers.incrementAndGet();
        if (answer.status() == 200) {
          enough.countDown();
        }
        continue;
      }
      boolean rests = random.nextBoolean();
      var order = order(prefix + n, rests, random);
      var answer = rest.send("POST", "/api/v1/orders", order.json());
      answers.incrementAndGet();
      if (answer.status() == 201) {
        acknowledged.put(order.clientOrderId(), order);
        enough.countDown();
        if (rests) {
          resting.add(order.clientOrderId());
        }
      }
    }
  }

  private Wanted order(String id, boolean rests, SplittableRandom random)
      throws IOException, InterruptedException {
    var instruments = SimulatedMarkets.instruments().all();
    var instrument = instruments.get(random.nextInt(instruments.size()));
    boolean buys = random.nextBoolean();
    if (!rests && random.nextBoolean()) {
      return wanted(id, instrument, buys, "MARKET", "IOC", 0, random);
    }
    var top = Rest.find(rest.get("/api/v1/status").path("market"), "symbol", instrument.symbol());
    long touch = instrument.price(top.orElseThrow().path(buys != rests ? "ask" : "bid").asText());
    long away = touch / 100 * FAR_PERCENT;
    long price = !rests ? touch : buys ? touch - away : touch + away;
    return wanted(
        id,
        instrument,
        buys,
        "LIMIT",
        rests ? "GTC" : "IOC",
        instrument.floorToTick(price),
        random);
  }

  private static Wanted wanted(
      String id,
      Instrument instrument,
      boolean buys,
      String type,
      String timeInForce,
      long price,
      SplittableRandom random) {
    long smallest =
        Math.max(
            instrument.minQuantity(),
            instrument.quantity(instrument.quantityScale() == 0 ? "1" : "0.001"));
    return new Wanted(
        ACCOUNT,
        id,
        instrument.symbol(),
        buys ? "BUY" : "SELL",
        type,
        timeInForce,
        instrument.quantityText(smallest * (1 + random.nextInt(3))),
        price == 0 ? "" : instrument.priceText(price));
  }

  /** Waits until all clients have ended; throws what ended one unexpectedly. */
  int join() throws InterruptedException {
    for (var thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw new AssertionError("clients failed: " + failures);
    }
    return answers.get();
  }
}
