package outcry.gateway.stream;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import outcry.bus.Addresses;
import outcry.gateway.api.Desk;
import outcry.gateway.api.ViewJson;
import outcry.journal.Records;
import outcry.journal.Records.Before;
import outcry.model.JournaledEvent;
import outcry.model.OrderEvent.PositionEvent;

/** Everything that moved a position. */
final class FillMessages implements JournalTopic.Messages {

  private static final int LAST = 500;

  private final Desk desk;
  private final String account;
  private final Records records;

  FillMessages(Desk desk, String account) {
    this.desk = desk;
    this.account = account;
    records = new Records(desk.journal());
  }

  static boolean isFill(JournaledEvent event) {
    return event.event() instanceof PositionEvent;
  }

  /** The sequence is looked up first: what comes in between is there twice, and is told once. */
  @Override
  public Future<JournalTopic.Begin> begin() {
    int partition = Addresses.partitionOf(account, desk.catalogue().partitions());
    return desk.questions()
        .lookUp("stream", desk.journal().lastSequence(partition))
        .compose(
            last ->
                desk.questions()
                    .lookUp(
                        "stream",
                        records.fills(account, new Before(Long.MAX_VALUE, Long.MAX_VALUE), LAST))
                    .map(
                        found -> {
                          var fills = ViewJson.array();
                          for (var one : found.reversed()) {
                            if (one.journaled().sequence() <= last
                                && one.journaled().event() instanceof PositionEvent event) {
                              fills.add(desk.json().fill(event, one.clientOrderId()));
                            }
                          }
                          return new JournalTopic.Begin(last, fills);
                        }));
  }

  @Override
  public Optional<List<JournalTopic.Numbered>> of(AccountFeed.Told told) {
    return Optional.of(
        told.events().stream().filter(FillMessages::isFill).map(one -> fill(one, told)).toList());
  }

  private JournalTopic.Numbered fill(JournaledEvent one, AccountFeed.Told told) {
    var event = (PositionEvent) one.event();
    var order = told.orders().get(event.orderId());
    return new JournalTopic.Numbered(
        one.sequence(), desk.json().fill(event, order == null ? "" : order.clientOrderId()));
  }
}
