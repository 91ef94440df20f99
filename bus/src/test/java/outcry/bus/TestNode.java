package outcry.bus;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** A node with one event loop, and the test's way onto it. */
public final class TestNode implements AutoCloseable {

  private static final long DEADLINE_SECONDS = 10;

  private final Node node;
  private final Context loop;

  public TestNode() {
    this(Vertx.vertx());
  }

  public TestNode(Vertx vertx) {
    this(Node.over(vertx, new Metrics()));
  }

  public TestNode(Node node) {
    this.node = node;
    loop = node.vertx().getOrCreateContext();
  }

  public Node node() {
    return node;
  }

  public Bus bus() {
    return node.bus();
  }

  public Context loop() {
    return loop;
  }

  /** Runs a step on the node's loop and awaits the end of what it started. */
  public <T> T await(Callable<Future<T>> step) {
    return await(loop, step);
  }

  public static <T> T await(Context context, Callable<Future<T>> step) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        _ -> {
          try {
            step.call().onComplete(promise::complete, promise::fail);
          } catch (Exception e) {
            promise.fail(e);
          }
        });
    return await(promise.future());
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("not within " + DEADLINE_SECONDS + " s", e);
    }
  }

  /** Runs a step on the node's loop. */
  public <T> T run(Callable<T> step) {
    return await(() -> Future.succeededFuture(step.call()));
  }

  /** Completes when nothing is in flight, whatever is queued now included. */
  public void settle() {
    Promise<Void> idle = Promise.promise();
    loop.runOnContext(_ -> node.inFlight().whenIdle(idle::complete));
    await(idle.future());
  }

  public double counter(String name, String... labels) {
    return node.metrics().counter(name, labels).count();
  }

  /** Gives what a class logs from now on to an appender only: the tests' own log is quiet. */
  static void attach(Class<?> logging, Appender<ILoggingEvent> appender) {
    var logger = (Logger) LoggerFactory.getLogger(logging);
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(appender);
  }

  /** What a class logs from now on. */
  public static List<ILoggingEvent> logOf(Class<?> logging) {
    var appender = new ListAppender<ILoggingEvent>();
    appender.list = new java.util.concurrent.CopyOnWriteArrayList<>();
    appender.start();
    attach(logging, appender);
    return appender.list;
  }

  @Override
  public void close() {
    await(node.close());
  }
}
