package outcry.order.core.owner;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import outcry.model.ExecutionReport;
import outcry.model.VenueAccount;
import outcry.order.core.Effect;
import outcry.venue.Capabilities;

/**
 * One venue session, shared by the partitions of one thread, and what waits for it: at most so many
 * submissions without an answer, and as many cancels, amends and queries on their way, each kind
 * with its own budget so that a cancel never waits for an order. The queues are bounded by what the
 * core lets be open.
 */
public final class VenueSession {

  /** An order of one of the partitions that share the session. */
  private record Place(OwnerVenues owner, long orderId) {}

  private record Change(OwnerVenues owner, Effect effect) {}

  private record Question(OwnerVenues owner, Effect.Query query) {}

  private final OwnerVenue entry;
  private final int inFlightMax;
  private final int queriesMax;
  private final Deque<Place> waiting = new ArrayDeque<>();
  private final Set<Place> unanswered = new LinkedHashSet<>();

  /** What is asked for again while it still waits is asked once. */
  private final Set<Change> changes = new LinkedHashSet<>();

  private final Deque<Question> questions = new ArrayDeque<>();
  private final Set<Place> asking = new HashSet<>();
  private int changesInFlight;
  private int questionsInFlight;
  private boolean pumping;

  /**
   * @param inFlightMax submissions without an answer, and as many changes on their way
   * @param queriesMax queries on their way
   */
  public VenueSession(OwnerVenue entry, int inFlightMax, int queriesMax) {
    this.entry = entry;
    this.inFlightMax = inFlightMax;
    this.queriesMax = queriesMax;
  }

  public Capabilities capabilities() {
    return entry.capabilities();
  }

  void snapshot(String account, long fillsSinceNanos, BiConsumer<VenueAccount, Throwable> outcome) {
    entry.snapshot(account, fillsSinceNanos, outcome);
  }

  void carryOut(OwnerVenues owner, Effect effect) {
    switch (effect) {
      case Effect.Enqueue enqueue -> {
        waiting.add(new Place(owner, enqueue.orderId()));
        pump();
      }
      case Effect.Submit submit -> submit(owner, submit);
      case Effect.Cancel _, Effect.Amend _, Effect.CancelGhost _ -> {
        changes.add(new Change(owner, effect));
        pumpChanges();
      }
      case Effect.Query query -> {
        if (asking.add(new Place(owner, query.orderId()))) {
          questions.add(new Question(owner, query));
          pumpQuestions();
        }
      }
    }
  }

  /** How many more queries may be asked now. */
  int freeQueries() {
    return Math.max(0, queriesMax - questionsInFlight - questions.size());
  }

  /** Something was answered: the next submissions may go. */
  void pump() {
    if (pumping) {
      return; // a submission that changed the state: the loop below goes on
    }
    pumping = true;
    try {
      forgetAnswered();
      while (unanswered.size() < inFlightMax) {
        var next = pollSteady();
        if (next == null) {
          return;
        }
        next.owner.handOver(next.orderId);
        forgetAnswered();
      }
    } finally {
      pumping = false;
    }
  }

  /** The first whose owner does not read its journal, or null: those who do hold up nobody else. */
  private Place pollSteady() {
    for (var places = waiting.iterator(); places.hasNext(); ) {
      var place = places.next();
      if (place.owner.isSteady()) {
        places.remove();
        return place;
      }
    }
    return null;
  }

  private void forgetAnswered() {
    unanswered.removeIf(place -> !place.owner.isUnanswered(place.orderId));
  }

  private void submit(OwnerVenues owner, Effect.Submit submit) {
    unanswered.add(new Place(owner, submit.orderId()));
    entry.submit(
        submit.order(),
        failure -> {
          if (failure != null) {
            owner.submitFailed(submit.orderId(), failure);
          }
        });
  }

  private void pumpChanges() {
    while (changesInFlight < inFlightMax && !changes.isEmpty()) {
      var change = changes.iterator().next();
      changes.remove(change);
      boolean isGhost = change.effect instanceof Effect.CancelGhost;
      if (!isGhost && change.owner.isOver(change.effect.orderId())) {
        continue; // it ended while the change waited
      }
      changesInFlight++;
      var answer =
          new OneAnswer<Void>(
              change.owner.clock(),
              "venue change",
              (_, failure) -> {
                changesInFlight--;
                if (failure != null) {
                  change.owner.changeFailed(change.effect.orderId(), failure);
                }
                pumpChanges();
              });
      request(change.effect, failure -> answer.accept(null, failure));
    }
  }

  private void request(Effect change, Consumer<Throwable> outcome) {
    switch (change) {
      case Effect.Cancel cancel -> entry.cancel(cancel.account(), cancel.clientOrderId(), outcome);
      case Effect.CancelGhost ghost ->
          entry.cancel(ghost.account(), ghost.clientOrderId(), outcome);
      case Effect.Amend amend ->
          entry.amend(
              amend.account(), amend.clientOrderId(), amend.quantity(), amend.price(), outcome);
      case Effect.Enqueue _, Effect.Submit _, Effect.Query _ ->
          throw new IllegalStateException("not a change: " + change);
    }
  }

  private void pumpQuestions() {
    while (questionsInFlight < queriesMax && !questions.isEmpty()) {
      var question = questions.poll();
      var query = question.query;
      questionsInFlight++;
      long askedNanos = question.owner.queryStarted(query.orderId());
      var answer =
          new OneAnswer<List<ExecutionReport>>(
              question.owner.clock(),
              "venue query",
              (reports, failure) -> {
                questionsInFlight--;
                asking.remove(new Place(question.owner, query.orderId()));
                List<ExecutionReport> found = failure == null ? reports : List.of();
                question.owner.queryAnswered(query.orderId(), found, askedNanos);
                pumpQuestions();
              });
      entry.query(query.account(), query.clientOrderId(), answer);
    }
  }
}
