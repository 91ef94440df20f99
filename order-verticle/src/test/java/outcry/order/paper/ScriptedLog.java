package outcry.order.paper;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import outcry.venue.log.VenueLog;
import outcry.venue.log.VenueLogEntry;

/** A log whose writes finish when the test says so. */
final class ScriptedLog implements VenueLog {

  final List<VenueLogEntry> written = new ArrayList<>();
  private final Deque<CompletableFuture<Void>> pending = new ArrayDeque<>();
  private boolean holds;

  void hold() {
    holds = true;
  }

  @Override
  public CompletionStage<Void> append(List<VenueLogEntry> entries) {
    written.addAll(entries);
    if (!holds) {
      return CompletableFuture.completedFuture(null);
    }
    pending.add(new CompletableFuture<>());
    return pending.getLast();
  }

  void finish() {
    pending.remove().complete(null);
  }

  void fail(Exception failure) {
    pending.remove().completeExceptionally(failure);
  }
}
