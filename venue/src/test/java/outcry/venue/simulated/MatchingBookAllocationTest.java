package outcry.venue.simulated;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import outcry.model.Side;
import outcry.model.TimeInForce;

class MatchingBookAllocationTest {

  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final int CHURN = 20_000;

  @Test
  void anOperationAllocatesNothingOnceTheBookHasSeenItsLike() {
    var quiet = new MatchingBook(1_000, SelfTradePrevention.CANCEL_RESTING, new Deaf());
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    churn(quiet);
    long before = threads.getCurrentThreadAllocatedBytes();

    churn(quiet);

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < CHURN, () -> allocated + " bytes for " + CHURN + " operations");
  }

  /** Orders come, are amended, trade or are canceled; the book is empty before and after. */
  private static void churn(MatchingBook book) {
    for (int id = 1; id <= CHURN; id++) {
      book.limit(id, ANN, Side.SELL, 100 + id % 50, 5, TimeInForce.GTC, false);
      book.amend(id, 6, 200 - id % 50);
      if (id % 100 == 0) {
        book.market(id + CHURN, BOB, Side.BUY, 200, TimeInForce.IOC);
        for (int canceled = id - 99; canceled <= id; canceled++) {
          book.cancel(canceled);
        }
      }
    }
  }

  /** Hears nothing, and so allocates nothing. */
  private static final class Deaf implements BookListener {
    @Override
    public void accepted(long id) {}

    @Override
    public void rejected(long id, BookRefusal refusal) {}

    @Override
    public void traded(
        long makerId,
        long takerId,
        Side takerSide,
        long price,
        long quantity,
        long makerOpen,
        long takerOpen) {}

    @Override
    public void canceled(long id, long open, CancelCause cause) {}

    @Override
    public void cancelRejected(long id, BookRefusal refusal) {}

    @Override
    public void amended(long id, long open, long price, boolean keptPriority) {}

    @Override
    public void amendRejected(long id, BookRefusal refusal) {}

    @Override
    public void levelChanged(Side side, long price, long quantity) {}
  }
}
