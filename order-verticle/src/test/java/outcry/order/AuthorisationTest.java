package outcry.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static outcry.order.core.Samples.buy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.bus.Addresses;
import outcry.bus.LeaseGuard;
import outcry.model.OrderReply;
import outcry.model.OrderReply.Acknowledged;
import outcry.model.OrderReply.Refused;
import outcry.model.RefusalCode;
import outcry.order.core.Samples;

/** The owner asks again, whoever let the command onto the bus. */
class AuthorisationTest {

  @TempDir Path folder;

  private Desk open() throws Exception {
    var setup =
        new OrderSetup("test", Set.of(0), 1, Samples.config())
            .with((who, act, account) -> who.equals("alice"));
    return new Desk(folder, new ScriptedVenue(), setup, LeaseGuard.always("test"));
  }

  private static OrderReply send(Desk desk, String principal) throws Exception {
    return Desk.await(
        desk.onLoop(
            () ->
                desk.node
                    .bus()
                    .request(
                        Addresses.orderCommands(0),
                        buy("a", 100, 10_000),
                        Duration.ofSeconds(10),
                        principal)));
  }

  private static List<String> notes(Desk desk) throws Exception {
    desk.settle();
    return desk.journal
        .query(
            connection -> {
              try (var statement = connection.prepareStatement("SELECT detail FROM audit_note");
                  var rows = statement.executeQuery()) {
                var details = new ArrayList<String>();
                while (rows.next()) {
                  details.add(rows.getString(1));
                }
                return details;
              }
            })
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  @Test
  void whoMayNotIsRefusedWithoutAnEffectAndNoted() throws Exception {
    try (var desk = open()) {
      assertEquals(
          new Refused(RefusalCode.UNAUTHORISED, "mallory may not do that with " + Samples.ACCOUNT),
          send(desk, "mallory"));
      assertEquals(
          new Refused(
              RefusalCode.UNAUTHORISED, "somebody unnamed may not do that with " + Samples.ACCOUNT),
          send(desk, ""));

      assertEquals(List.of(), desk.journaled());
      assertEquals(
          List.of(
              "SubmitOrder a: UNAUTHORISED: mallory may not do that with " + Samples.ACCOUNT,
              "SubmitOrder a: UNAUTHORISED: somebody unnamed may not do that with "
                  + Samples.ACCOUNT),
          notes(desk));
      assertInstanceOf(Acknowledged.class, send(desk, "alice"), "the id is not spoilt");
    }
  }
}
