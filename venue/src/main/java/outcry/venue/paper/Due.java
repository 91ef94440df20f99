package outcry.venue.paper;

import java.util.List;
import outcry.model.ExecutionReport;
import outcry.model.VenueAccount;
import outcry.venue.VenueOrder;

/** Something on its way: a request to the venue, or a report back from it. */
sealed interface Due {

  record Submit(VenueOrder order) implements Due {}

  record Cancel(String account, String clientOrderId) implements Due {}

  record Amend(String account, String clientOrderId, long quantity, long price) implements Due {}

  record Query(long query, String account, String clientOrderId) implements Due {}

  record AccountQuery(long query, String account, long fillsSinceNanos) implements Due {}

  record Report(ExecutionReport report) implements Due {}

  record Answer(long query, List<ExecutionReport> reports) implements Due {}

  record AccountAnswer(long query, VenueAccount account) implements Due {}
}
