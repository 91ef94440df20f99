package outcry.gateway.security;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import outcry.bus.Node;
import outcry.bus.RefusedException;
import outcry.journal.ApprovalStore;
import outcry.model.RefusalCode;
import outcry.model.access.Approval;

/**
 * What one person asks for and another one allows: it is stored, and done when the second one
 * approves, on his gateway. Event loop only.
 */
public final class FourEyes {

  /** How long a request waits for the second person. */
  public static final Duration LIFE = Duration.ofMinutes(15);

  private static final int ID_BYTES = 8;

  private final Node node;
  private final ApprovalStore store;
  private final EpochClock clock;
  private final int eyes;
  private final Map<String, Function<Approval, Future<?>>> kinds = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();

  FourEyes(Node node, ApprovalStore store, int eyes, EpochClock clock) {
    this.node = node;
    this.store = store;
    this.eyes = eyes;
    this.clock = clock;
  }

  /**
   * What is done once somebody approves.
   *
   * @param act gets what was asked for, as decided
   */
  public FourEyes kind(String kind, Function<Approval, Future<?>> act) {
    kinds.put(kind, act);
    return this;
  }

  /** Whether it takes a second person. */
  public boolean areNeeded() {
    return eyes > 1;
  }

  /** Stores what is asked for. */
  public Future<Approval> request(String kind, String request, Principal by) {
    if (!kinds.containsKey(kind)) {
      throw new IllegalArgumentException("nobody does " + kind);
    }
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    long now = clock.nanos();
    var approval =
        new Approval(
            HexFormat.of().formatHex(bytes),
            kind,
            request,
            by.name(),
            now,
            now + LIFE.toNanos(),
            Approval.State.PENDING,
            "",
            0);
    return KeyDesk.stored(node, "approval", store.requestApproval(approval)).map(_ -> approval);
  }

  /** The newest first. */
  public Future<List<Approval>> all() {
    return KeyDesk.stored(node, "approvals", store.approvals()).map(ArrayList::new);
  }

  /** Rejects it; whoever asked may too. */
  public Future<Approval> reject(String id, Principal by) {
    return KeyDesk.stored(node, "approval", store.decide(id, false, by.name(), clock.nanos()));
  }

  /**
   * Approves it and does it; completes when it is done. Fails if the same person asked, also with a
   * key that whoever asked has made. Once approved, a failure to do it needs a new request.
   */
  public Future<Approval> approve(String id, Principal by) {
    return all()
        .compose(
            all -> {
              boolean own =
                  all.stream()
                      .filter(one -> one.id().equals(id))
                      .anyMatch(one -> one.requestedBy().equals(by.key().createdBy()));
              return own
                  ? Future.failedFuture(
                      new RefusedException(
                          RefusalCode.UNAUTHORISED,
                          "whoever asked has made this key: somebody else has to approve"))
                  : KeyDesk.stored(
                      node, "approval", store.decide(id, true, by.name(), clock.nanos()));
            })
        .compose(approval -> act(approval).map(_ -> approval));
  }

  private Future<?> act(Approval approval) {
    return kinds.get(approval.kind()).apply(approval);
  }
}
