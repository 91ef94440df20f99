package outcry.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static outcry.order.core.Samples.buy;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.bus.Addresses;
import outcry.bus.LeaseGuard;
import outcry.journal.JournalException;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.OrderStatus;
import outcry.model.RefusalCode;
import outcry.order.core.Samples;

class LeaseTest {

  /** Says yes so many times. */
  private static final class Guard implements LeaseGuard {

    final AtomicInteger yes = new AtomicInteger(Integer.MAX_VALUE);
    final List<Throwable> gaveUp = new CopyOnWriteArrayList<>();

    @Override
    public String holder() {
      return "a#1/order-0";
    }

    @Override
    public long epoch() {
      return 1;
    }

    @Override
    public boolean mayAct() {
      return yes.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    @Override
    public void gaveUp(Throwable cause) {
      gaveUp.add(cause);
    }
  }

  @TempDir Path folder;
  private final ScriptedVenue venue = new ScriptedVenue();
  private final Guard guard = new Guard();

  private Desk open() throws Exception {
    return new Desk(folder, venue, Samples.config(), Duration.ZERO, guard);
  }

  @Test
  void withoutTheLeaseNoCommandIsTaken() throws Exception {
    try (var desk = open()) {
      guard.yes.set(0);

      assertEquals(
          new Refused(RefusalCode.NO_OWNER, "the lease may be over"),
          desk.send(buy("a", 100, 10_000)));
      assertEquals(List.of(), desk.journaled());
    }
  }

  /** It stood still between the commit and the request, and wakes up too late. */
  @Test
  void whatIsJournaledDoesNotLeaveForTheVenueOnceTheLeaseMayBeOver() throws Exception {
    try (var desk = open()) {
      guard.yes.set(2); // to take the command, and to answer

      assertEquals(new Acknowledged("a", 1, OrderStatus.INTENT), desk.send(buy("a", 100, 10_000)));
      desk.settle();
      assertEquals(List.of(), venue.asked);
    }
  }

  @Test
  void nobodyIsAnsweredOnceTheLeaseMayBeOver() throws Exception {
    try (var desk = open()) {
      guard.yes.set(1);
      var unanswered =
          desk.onLoop(
              () ->
                  desk.node
                      .bus()
                      .inquire(
                          Addresses.orderCommands(0),
                          buy("a", 100, 10_000),
                          Duration.ofMillis(300)));

      var end =
          unanswered
              .toCompletionStage()
              .toCompletableFuture()
              .handle((_, failure) -> failure)
              .get(10, TimeUnit.SECONDS);
      assertEquals(ReplyFailure.TIMEOUT, assertInstanceOf(ReplyException.class, end).failureType());
      assertEquals(
          List.of("OrderIntended", "OrderNotSent"),
          desk.journaled().stream().map(row -> row.event().getClass().getSimpleName()).toList());
    }
  }

  @Test
  void anOwnerThatIsFencedOffGivesUpAndDoesNotClaimAgain() throws Exception {
    try (var desk = open()) {
      var other = desk.journal.claim(0, "another", Samples.NOW).toCompletableFuture().get();

      var refused = assertInstanceOf(Refused.class, desk.send(buy("a", 100, 10_000)));
      desk.settle();

      assertEquals(RefusalCode.NO_OWNER, refused.code());
      assertInstanceOf(JournalException.Fenced.class, guard.gaveUp.getFirst());
      assertEquals(1, guard.gaveUp.size());
      assertEquals(
          other.epoch() + 1,
          desk.journal.claim(0, "a third", Samples.NOW).toCompletableFuture().get().epoch());
    }
  }

  @Test
  void aCleanStopIsNoGivingUp() throws Exception {
    open().close();

    assertEquals(List.of(), guard.gaveUp);
  }
}
