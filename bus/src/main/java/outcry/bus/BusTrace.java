package outcry.bus;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What debug mode adds to the bus: a line for every hop, and checks that cost too much always. */
final class BusTrace {

  private static final Logger LOG = LoggerFactory.getLogger(BusTrace.class);

  private final Defects defects;

  BusTrace(Defects defects) {
    this.defects = defects;
  }

  /**
   * One hop.
   *
   * @param hop publish, request, reply, deliver
   */
  void hop(String hop, String address, Object message) {
    LOG.info("{} {} {} at {} ns", hop, address, typeOf(message), System.nanoTime());
  }

  void delivered(String address, Object message, long sinceNanos) {
    LOG.info("delivered {} {} in {} ns", address, typeOf(message), System.nanoTime() - sinceNanos);
  }

  /** A consumer of an event loop must run on it: anything else would be two writers. */
  void checkThread(String family, Thread expected) {
    if (expected != null && expected != Thread.currentThread()) {
      defects.report(
          family,
          new IllegalStateException(
              "consumer of "
                  + expected.getName()
                  + " runs on "
                  + Thread.currentThread().getName()));
    }
  }

  private static String typeOf(Object message) {
    return message == null ? "nothing" : message.getClass().getSimpleName();
  }
}
