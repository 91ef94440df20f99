package outcry.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import outcry.journal.JournalException.OutcomeUnknown;
import outcry.journal.JournalException.Unavailable;
import outcry.journal.WriteTask.Append;

/**
 * One transaction a run of like tasks. When one is refused the run is done again in halves, so that
 * the refused one leaves nothing behind and takes nobody along; when the database goes away the run
 * fails and the connection is opened anew. Writer thread only.
 */
final class PostgresCommitter implements Committer {

  private static final int TRIES_MAX = 5;

  /** An epoch under which something failed for want of the database: nothing may follow it. */
  private record GivenUp(long epoch, JournalException why) {}

  private final PostgresLink<PostgresStatements> link;
  private final WriterCounts counts;
  private final Map<Integer, GivenUp> givenUp = new HashMap<>();

  PostgresCommitter(PostgresLink<PostgresStatements> link, WriterCounts counts) {
    this.link = link;
    this.counts = counts;
  }

  @Override
  public Unavailable failure() {
    return null;
  }

  @Override
  public void close() {
    link.close();
  }

  @Override
  public void commit(List<WriteTask<?>> group) {
    var run = new ArrayList<WriteTask<?>>();
    for (var task : group) {
      if (!run.isEmpty() && (standsAlone(task) || standsAlone(run.getLast()))) {
        attempt(run);
        run = new ArrayList<>();
      }
      run.add(task);
    }
    attempt(run);
  }

  /** A claim ends epochs, and a change of the trading state decides about what is behind it. */
  private static boolean standsAlone(WriteTask<?> task) {
    return switch (task) {
      case Append append -> append.changesTradingState();
      case WriteTask.Claim _ -> true;
      case WriteTask.Project _,
          WriteTask.Note _,
          WriteTask.Change<?> _,
          WriteTask.ClaimStrategy _,
          WriteTask.SaveStrategy _ ->
          false;
    };
  }

  private void attempt(List<WriteTask<?>> wanted) {
    var run = wanted.stream().filter(this::isAllowed).toList();
    for (int tries = 1; !run.isEmpty(); tries++) {
      boolean committing = false;
      try {
        var statements = link.statements();
        statements.perform(run);
        long startNanos = System.nanoTime();
        committing = true;
        link.connection().commit();
        counts.commits(System.nanoTime() - startNanos);
        break;
      } catch (SQLException e) {
        switch (PostgresFailure.of(e)) {
          case REPEAT -> {
            if (undo() && tries < TRIES_MAX) {
              continue;
            }
            giveUp(run, new Unavailable(e.getMessage(), e));
          }
          case FAULT -> {
            if (committing) {
              unknown(run, e);
            } else if (undo()) {
              refused(run, e);
            } else {
              giveUp(run, new Unavailable(e.getMessage(), e));
            }
          }
          case OUTAGE -> {
            if (committing) {
              unknown(run, e);
            } else {
              boolean gone = link.isGone();
              if (link.broke(e) && gone && tries < 2) {
                continue; // nothing of it is there: perhaps only the connection was old
              }
              giveUp(run, new Unavailable(e.getMessage(), e));
            }
          }
        }
        return;
      } catch (RuntimeException | Error e) {
        if (committing) {
          unknown(run, e);
        } else if (undo()) {
          refused(run, e);
        } else {
          giveUp(run, new Unavailable("the database went away", e));
        }
        return;
      }
    }
    run.forEach(this::succeed);
  }

  /** What comes after a failure under the same epoch would leave a hole. */
  private boolean isAllowed(WriteTask<?> task) {
    if (!(task instanceof Append append)) {
      return true;
    }
    var lost = givenUp.get(append.ownership().partition());
    if (lost == null || lost.epoch != append.ownership().epoch()) {
      return true;
    }
    fail(task, lost.why);
    return false;
  }

  /** Whether the connection is as good as new. */
  private boolean undo() {
    try {
      link.statements().forget();
      link.connection().rollback();
      return true;
    } catch (SQLException e) {
      link.broke(e);
      return false;
    }
  }

  /** Nothing of the run has happened. */
  private void refused(List<WriteTask<?>> run, Throwable why) {
    if (run.size() > 1) {
      int half = run.size() / 2;
      attempt(run.subList(0, half));
      attempt(run.subList(half, run.size()));
    } else if (run.getFirst() instanceof Append append && !(why instanceof JournalException)) {
      try {
        fail(append, link.statements().whyRefused(append, why));
        link.connection().rollback();
      } catch (SQLException e) {
        link.broke(e);
        giveUp(run, new Unavailable(e.getMessage(), e));
      }
    } else {
      fail(run.getFirst(), why);
    }
  }

  private void unknown(List<WriteTask<?>> run, Throwable why) {
    link.broke(why);
    giveUp(run, new OutcomeUnknown(why.getMessage(), why));
  }

  private void giveUp(List<WriteTask<?>> run, JournalException why) {
    for (var task : run) {
      if (task instanceof Append append) {
        var ownership = append.ownership();
        givenUp.put(ownership.partition(), new GivenUp(ownership.epoch(), why));
      }
      if (!task.future().isDone()) {
        fail(task, why);
      }
    }
  }

  private void succeed(WriteTask<?> task) {
    if (task instanceof WriteTask.Claim claim) {
      givenUp.remove(claim.partition());
    }
    counts.count(task, true);
    task.succeed();
  }

  private void fail(WriteTask<?> task, Throwable why) {
    counts.count(task, false);
    task.future().completeExceptionally(why);
  }
}
