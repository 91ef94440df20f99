package outcry.gateway.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import outcry.bus.Node;
import outcry.bus.Registration;

/** A state that somebody must be asked for: one question at a time, and not too often. */
final class Asking implements StateTopic.Source {

  private final Node node;
  private final Supplier<Future<JsonNode>> question;
  private final long everyNanos;
  private List<Registration> registrations = List.of();
  private boolean isWanted = true;
  private boolean onlyIfRung;
  private boolean asking;
  private boolean isFirst = true;
  private long askedNanos;
  private JsonNode told;
  private JsonNode fresh;

  Asking(Node node, long everyNanos, Supplier<Future<JsonNode>> question) {
    this.node = node;
    this.everyNanos = everyNanos;
    this.question = question;
  }

  /** Asks only after one of them was rung. */
  Asking onlyAfter(List<Registration> bells) {
    registrations = bells;
    onlyIfRung = true;
    return this;
  }

  void ring() {
    isWanted = true;
  }

  @Override
  public Optional<JsonNode> next(long nowNanos) {
    if (!asking && isWanted && (isFirst || nowNanos - askedNanos >= everyNanos)) {
      asking = true;
      isFirst = false;
      isWanted = !onlyIfRung;
      askedNanos = nowNanos;
      question.get().onSuccess(this::answered).onFailure(this::failed);
    }
    if (fresh == null || fresh.equals(told)) {
      return Optional.empty();
    }
    told = fresh;
    fresh = null;
    return Optional.of(told);
  }

  private void answered(JsonNode answer) {
    asking = false;
    fresh = answer;
  }

  /** It stays as old as it looks, and is asked for again. */
  private void failed(Throwable cause) {
    asking = false;
    isWanted = true;
    node.metrics().counter("stream_questions_failed_total").increment();
  }

  @Override
  public void close() {
    Sources.close(node, registrations);
  }
}
