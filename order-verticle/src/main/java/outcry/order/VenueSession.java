package outcry.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import outcry.bus.Bus;
import outcry.bus.InFlight;
import outcry.model.ExecutionReport;
import outcry.order.core.Effect;
import outcry.venue.OrderEntry;

/**
 * One venue session and what waits for it: at most so many submissions without an answer, and as
 * many cancels, amends and queries on their way, each kind with its own budget so that a cancel
 * never waits for an order. The queues are bounded by what the core lets be open. One event loop.
 */
final class VenueSession {

  /** An order of one of the partitions that share the session. */
  private record Place(PartitionVenues owner, long orderId) {}

  private record Change(PartitionVenues owner, Effect effect) {}

  private record Question(PartitionVenues owner, Effect.Query query) {}

  private final OrderEntry entry;
  private final int inFlightMax;
  private final int queriesMax;
  private final Bus bus;
  private final Deque<Place> waiting = new ArrayDeque<>();
  private final Set<Place> unanswered = new HashSet<>();
  private final Deque<Change> changes = new ArrayDeque<>();
  private final Deque<Question> questions = new ArrayDeque<>();
  private final Set<Place> asking = new HashSet<>();
  private int changesInFlight;
  private int questionsInFlight;
  private boolean pumping;

  VenueSession(OrderEntry entry, int inFlightMax, int queriesMax, Bus bus) {
    this.entry = entry;
    this.inFlightMax = inFlightMax;
    this.queriesMax = queriesMax;
    this.bus = bus;
  }

  OrderEntry entry() {
    return entry;
  }

  void carryOut(PartitionVenues owner, Effect effect) {
    switch (effect) {
      case Effect.Enqueue enqueue -> {
        waiting.add(new Place(owner, enqueue.orderId()));
        pump();
      }
      case Effect.Submit submit -> submit(owner, submit);
      case Effect.Cancel _, Effect.Amend _ -> {
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
      return; // a submission that answered at once: the loop below goes on
    }
    pumping = true;
    try {
      unanswered.removeIf(place -> !place.owner.isUnanswered(place.orderId));
      while (unanswered.size() < inFlightMax
          && !waiting.isEmpty()
          && waiting.peek().owner.isSteady()) {
        var next = waiting.poll();
        next.owner.handOver(next.orderId);
        unanswered.removeIf(place -> !place.owner.isUnanswered(place.orderId));
      }
    } finally {
      pumping = false;
    }
  }

  private void submit(PartitionVenues owner, Effect.Submit submit) {
    unanswered.add(new Place(owner, submit.orderId()));
    bus.await(
        InFlight.Kind.VENUE,
        "venue submit",
        attempt(() -> entry.submit(submit.order())),
        (_, failure) -> {
          if (failure != null) {
            owner.submitFailed(submit.orderId(), failure);
          }
        });
  }

  private void pumpChanges() {
    while (changesInFlight < inFlightMax && !changes.isEmpty()) {
      var change = changes.poll();
      if (change.owner.isOver(change.effect.orderId())) {
        continue; // it ended while the change waited
      }
      changesInFlight++;
      bus.await(
          InFlight.Kind.VENUE,
          "venue change",
          attempt(() -> request(change.effect)),
          (_, failure) -> {
            changesInFlight--;
            if (failure != null) {
              change.owner.changeFailed(change.effect.orderId(), failure);
            }
            pumpChanges();
          });
    }
  }

  private CompletionStage<Void> request(Effect change) {
    return switch (change) {
      case Effect.Cancel cancel -> entry.cancel(cancel.account(), cancel.clientOrderId());
      case Effect.Amend amend ->
          entry.amend(amend.account(), amend.clientOrderId(), amend.quantity(), amend.price());
      case Effect.Enqueue _, Effect.Submit _, Effect.Query _ ->
          throw new IllegalStateException("not a change: " + change);
    };
  }

  private void pumpQuestions() {
    while (questionsInFlight < queriesMax && !questions.isEmpty()) {
      var question = questions.poll();
      var query = question.query;
      questionsInFlight++;
      long askedNanos = question.owner.queryStarted(query.orderId());
      bus.await(
          InFlight.Kind.VENUE,
          "venue query",
          attempt(() -> entry.query(query.account(), query.clientOrderId())),
          (reports, failure) -> {
            questionsInFlight--;
            asking.remove(new Place(question.owner, query.orderId()));
            List<ExecutionReport> found = failure == null ? reports : List.of();
            question.owner.queryAnswered(query.orderId(), found, askedNanos);
            pumpQuestions();
          });
    }
  }

  private static <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> request) {
    try {
      return request.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /** What has not gone to the venue, for the last words of a stop. */
  List<String> pending() {
    var texts = new ArrayList<String>();
    if (!waiting.isEmpty()) {
      texts.add(waiting.size() + " orders not sent");
    }
    if (!unanswered.isEmpty()) {
      texts.add(unanswered.size() + " orders not answered");
    }
    if (!changes.isEmpty() || changesInFlight > 0) {
      texts.add((changes.size() + changesInFlight) + " cancels or amends");
    }
    return texts;
  }
}
