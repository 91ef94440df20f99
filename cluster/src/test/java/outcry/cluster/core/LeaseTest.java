package outcry.cluster.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import outcry.cluster.core.Lease.Step;
import outcry.model.cluster.LeaseRow;
import outcry.model.cluster.LeaseTerms;

class LeaseTest {

  private static final LeaseTerms TERMS = new LeaseTerms(3_000, 1_000, 300);

  private final Lease lease = new Lease(TERMS);

  @Test
  void aLeaseCountsFromWhenItWasAskedForAndIsOverEarly() {
    assertEquals(Step.CLAIM, lease.due(0));
    lease.asked(0);
    assertFalse(lease.mayAct(10));
    lease.granted(7);

    assertTrue(lease.mayAct(2_699));
    assertFalse(lease.mayAct(2_700));
  }

  @Test
  void itIsRenewedInTimeAndOneQuestionIsAskedAtATime() {
    lease.asked(0);
    lease.granted(7);

    assertEquals(Step.NOTHING, lease.due(999));
    assertEquals(Step.RENEW, lease.due(1_000));
    lease.asked(1_000);
    assertEquals(Step.NOTHING, lease.due(2_500));
    lease.granted(7);
    assertTrue(lease.mayAct(3_699));
  }

  @Test
  void aRenewalOfWhichNothingIsHeardLeavesWhatWasCertain() {
    lease.asked(0);
    lease.granted(7);
    lease.asked(1_000);
    lease.failed();

    assertTrue(lease.mayAct(2_699));
    assertEquals(Step.RENEW, lease.due(2_000));
    assertEquals(Step.STOP, lease.due(2_700));
  }

  @Test
  void whoStoodStillTooLongStopsBeforeItClaimsAnew() {
    lease.asked(0);
    lease.granted(7);

    assertEquals(Step.STOP, lease.due(60_000));
    lease.stopped();
    assertFalse(lease.mayAct(60_000));
    assertEquals(Step.CLAIM, lease.due(60_000));
  }

  @Test
  void whoIsRefusedAsksAgainLater() {
    lease.asked(0);
    lease.refused();

    assertEquals(Step.NOTHING, lease.due(999));
    assertEquals(Step.CLAIM, lease.due(1_000));
  }

  @Test
  void theDatabaseLendsWhatIsFreeOverOrTheClaimersOwn() {
    var held = LeaseRow.NONE.claimed("a/1", 100, TERMS);

    assertEquals(new LeaseRow(1, "a/1", 3_100), held);
    assertFalse(held.isFreeFor("b/1", 3_099));
    assertTrue(held.isFreeFor("b/1", 3_100));
    assertTrue(held.isFreeFor("a/1", 101));
    assertTrue(held.released().isFreeFor("b/1", 101));
    assertEquals(new LeaseRow(2, "b/1", 6_100), held.claimed("b/1", 3_100, TERMS));
  }

  @Test
  void aLeaseIsRenewedUntilSomebodyElseHasClaimedItEvenIfItIsOver() {
    var held = LeaseRow.NONE.claimed("a/1", 0, TERMS);

    assertTrue(held.isRenewableBy("a/1", 1));
    assertEquals(new LeaseRow(1, "a/1", 8_000), held.renewed(5_000, TERMS));
    assertFalse(held.claimed("b/1", 5_000, TERMS).isRenewableBy("a/1", 1));
    assertFalse(held.claimed("a/1", 5_000, TERMS).isRenewableBy("a/1", 1));
  }

  @Test
  void termsThatCannotBeKeptAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LeaseTerms(1_000, 800, 200));
  }
}
