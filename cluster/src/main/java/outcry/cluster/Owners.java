package outcry.cluster;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import outcry.bus.Node;
import outcry.bus.TaskList;
import outcry.cluster.core.Grant;
import outcry.cluster.core.ShardHost;
import outcry.journal.JournalException;
import outcry.model.cluster.Instance;
import outcry.model.cluster.Shard;

/** The owners of one instance's shards: deployed on its event loop. One event loop. */
final class Owners implements ShardHost {

  private record Running(Deployable owner, TaskList.Task task) {}

  private final Node node;
  private final Context context;
  private final Instance instance;
  private final LongSupplier clock;
  private final ShardFactory factory;
  private final Map<Shard, Running> running = new HashMap<>();

  /**
   * @param clock of the holder
   */
  Owners(Node node, Context context, Instance instance, LongSupplier clock, ShardFactory factory) {
    this.node = node;
    this.context = context;
    this.instance = instance;
    this.clock = clock;
    this.factory = factory;
  }

  @Override
  public void open(Shard shard, Grant grant, Consumer<Failure> gaveUp, Consumer<Failure> opened) {
    var task = node.tasks().begin("shard", shard + " on " + instance.name());
    task.detail("opening, epoch " + grant.epoch());
    var guard =
        new GrantGuard(
            instance.holder(), grant, clock, cause -> later(() -> gaveUp.accept(failure(cause))));
    Future<?> started;
    try {
      var owner = factory.create(shard, guard);
      running.put(shard, new Running(owner, task));
      started = owner.deploy(context);
    } catch (Exception e) {
      started = Future.failedFuture(e);
    }
    onLoop(
        started,
        end -> {
          if (end.succeeded()) {
            task.detail("open, epoch " + grant.epoch());
            opened.accept(null);
          } else {
            running.remove(shard);
            task.failed(end.cause());
            opened.accept(failure(end.cause()));
          }
        });
  }

  @Override
  public void close(Shard shard, Runnable closed) {
    var owned = running.get(shard);
    owned.task().detail("closing");
    Future<?> stopped;
    try {
      stopped = owned.owner().undeploy(context);
    } catch (Exception e) {
      stopped = Future.failedFuture(e);
    }
    onLoop(
        stopped,
        end -> {
          running.remove(shard);
          if (end.succeeded()) {
            owned.task().done();
          } else {
            owned.task().failed(end.cause());
            node.defects().report("stop of " + shard.kind(), end.cause());
          }
          closed.run();
        });
  }

  private <T> void onLoop(Future<T> future, Handler<AsyncResult<T>> handler) {
    future.onComplete(end -> later(() -> handler.handle(end)));
  }

  private void later(Runnable action) {
    context.runOnContext(_ -> node.defects().guard("shard holder", action));
  }

  /** What the database or another holder did passes; anything else would happen again. */
  static Failure failure(Throwable cause) {
    var trouble =
        switch (cause) {
          case JournalException.Unavailable _,
              JournalException.Overloaded _,
              JournalException.OutcomeUnknown _,
              JournalException.NotLeased _,
              JournalException.Fenced _,
              JournalException.StrategyFenced _ ->
              Trouble.OUTAGE;
          case Throwable _ -> Trouble.DEFECT;
        };
    return new Failure(trouble, String.valueOf(cause.getMessage()));
  }
}
