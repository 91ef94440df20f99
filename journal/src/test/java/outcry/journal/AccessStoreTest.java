package outcry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static outcry.journal.Events.NOW;
import static outcry.journal.Events.await;
import static outcry.journal.Events.failure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import outcry.journal.JournalException.AccessRefused;
import outcry.model.access.ApiKey;
import outcry.model.access.Approval;
import outcry.model.access.Scope;

class AccessStoreTest {

  private static final long DAY = 86_400_000_000_000L;

  @TempDir Path folder;
  private TestDatabase database;
  private SqlJournal journal;

  /** The other database has a subclass. */
  TestDatabase database() {
    return TestDatabase.sqlite(folder);
  }

  @BeforeEach
  void open() {
    if (database == null) {
      database = database();
    }
    journal = database.open();
  }

  @AfterEach
  void close() {
    if (journal != null) {
      journal.close();
    }
  }

  @Test
  void keysOutliveTheProcess() {
    var anna = key("anna00000000", "anna", NOW);
    var ben = key("ben000000000", "ben", NOW + 1);
    await(journal.createKey(ben));
    await(journal.createKey(anna));
    close();
    open();

    assertEquals(List.of(anna, ben), await(journal.liveKeys(NOW + 1)));
    assertEquals(List.of(ben, anna), await(journal.keys()));
    assertEquals(
        List.of(
            "cli KEY_CREATED: ben000000000 for ben, VIEW,TRADE, accounts paper,other",
            "cli KEY_CREATED: anna00000000 for anna, VIEW,TRADE, accounts paper,other"),
        notes());
  }

  @Test
  void aKeyThatIsRevokedOrExpiredIsNotLive() {
    await(journal.createKey(key("anna00000000", "anna", NOW)));
    await(journal.createKey(key("ben000000000", "ben", NOW)));

    assertEquals(true, await(journal.revokeKey("anna00000000", "ben", NOW + 1)));
    assertEquals(false, await(journal.revokeKey("anna00000000", "ben", NOW + 2)), "again");
    assertEquals(false, await(journal.revokeKey("nobody000000", "ben", NOW + 2)));

    assertEquals(List.of("ben000000000"), ids(await(journal.liveKeys(NOW + 3))));
    assertEquals(List.of(), ids(await(journal.liveKeys(NOW + DAY))));
    assertEquals(NOW + 1, await(journal.keys()).getFirst().revokedNanos());
    assertEquals("ben KEY_REVOKED: anna00000000", notes().getLast());
    assertEquals(3, notes().size());
  }

  @Test
  void noKeyReplacesAnother() {
    await(journal.createKey(key("anna00000000", "anna", NOW)));

    assertEquals(
        "there is a key of that id",
        failure(AccessRefused.class, journal.createKey(key("anna00000000", "eve", NOW)))
            .getMessage());
    assertEquals("anna", await(journal.keys()).getFirst().name());
  }

  @Test
  void thereIsABoundOfLiveKeys() {
    var created = new ArrayList<CompletionStage<Void>>();
    for (int i = 0; i < KeyStore.LIVE_MAX; i++) {
      created.add(journal.createKey(key("key%09d".formatted(i), "anna", NOW)));
    }
    created.forEach(Events::await);

    assertEquals(
        "there are 1000 keys already: revoke some",
        failure(AccessRefused.class, journal.createKey(key("anna00000000", "anna", NOW)))
            .getMessage());
    assertTrue(await(journal.revokeKey("key000000007", "anna", NOW)));
    await(journal.createKey(key("anna00000000", "anna", NOW + 1)));
  }

  @Test
  void aSecondPersonDecidesOnce() {
    await(journal.requestApproval(approval("1", NOW)));
    var decided = await(journal.decide("1", true, "ben", NOW + 5));
    close();
    open();

    assertEquals(
        new Approval(
            "1",
            "TRADING_STATE",
            "{}",
            "anna",
            NOW,
            NOW + DAY,
            Approval.State.APPROVED,
            "ben",
            NOW + 5),
        decided);
    assertEquals(List.of(decided), await(journal.approvals()));
    assertEquals("it is APPROVED by ben", refusal("1", false, "carl", NOW + 6));
    assertEquals(
        List.of(
            "anna APPROVAL_REQUESTED: 1 TRADING_STATE: {}", "ben APPROVED: 1 TRADING_STATE: {}"),
        notes());
  }

  @Test
  void nobodyApprovesWhatHeAskedForButMayTakeItBack() {
    await(journal.requestApproval(approval("1", NOW)));

    assertEquals("somebody else has to approve: anna asked", refusal("1", true, "anna", NOW + 1));
    assertEquals(Approval.State.PENDING, await(journal.approvals()).getFirst().state());
    assertEquals(
        Approval.State.REJECTED, await(journal.decide("1", false, "anna", NOW + 2)).state());
  }

  @Test
  void anApprovalComesInTimeOrNotAtAll() {
    await(journal.requestApproval(approval("1", NOW)));

    assertEquals("its time is over", refusal("1", true, "ben", NOW + DAY));
    assertEquals("nothing of that id waits for an approval", refusal("2", true, "ben", NOW));
  }

  @Test
  void thereIsABoundOfOpenRequests() {
    for (int i = 0; i < ApprovalStore.OPEN_MAX; i++) {
      await(journal.requestApproval(approval(Integer.toString(i), NOW)));
    }

    assertEquals(
        "100 requests wait for an approval already",
        failure(AccessRefused.class, journal.requestApproval(approval("next", NOW + 1)))
            .getMessage());
    await(journal.requestApproval(approval("next", NOW + DAY)));
  }

  private String refusal(String id, boolean approved, String by, long nowNanos) {
    return failure(AccessRefused.class, journal.decide(id, approved, by, nowNanos)).getMessage();
  }

  private List<String> notes() {
    return await(
        journal.query(
            connection -> {
              var notes = new ArrayList<String>();
              try (var statement = connection.createStatement();
                  var rows =
                      statement.executeQuery(
                          "SELECT actor, detail, kind FROM audit_note ORDER BY number")) {
                while (rows.next()) {
                  assertEquals("ACCESS", rows.getString(3));
                  notes.add(rows.getString(1) + " " + rows.getString(2));
                }
              }
              return notes;
            }));
  }

  private static List<String> ids(List<ApiKey> keys) {
    return keys.stream().map(ApiKey::id).toList();
  }

  private static ApiKey key(String id, String name, long createdNanos) {
    return new ApiKey(
        id,
        name,
        Set.of(Scope.VIEW, Scope.TRADE),
        List.of("paper", "other"),
        "0123456789abcdef".repeat(4),
        "cli",
        createdNanos,
        NOW + DAY,
        0);
  }

  private static Approval approval(String id, long nowNanos) {
    return new Approval(
        id, "TRADING_STATE", "{}", "anna", nowNanos, nowNanos + DAY, Approval.State.PENDING, "", 0);
  }
}
