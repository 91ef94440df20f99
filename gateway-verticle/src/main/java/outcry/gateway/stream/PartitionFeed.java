package outcry.gateway.stream;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import outcry.bus.Addresses;
import outcry.bus.Registration;
import outcry.gateway.api.Desk;
import outcry.gateway.stream.core.JournalPlace;
import outcry.model.JournalAdvance;
import outcry.model.JournaledEvent;

/**
 * Follows a partition's journal from where it is: a doorbell says how far, what is missing is read
 * from the journal itself. Doorbells may be lost, so now and then it looks without one. Event loop
 * only.
 */
final class PartitionFeed {

  static final int PAGE = 1_000;

  private final Desk desk;
  private final int partition;
  private final Registration bell;
  private final Map<String, AccountFeed> accounts = new LinkedHashMap<>();
  private final List<JournalAdvance> early = new ArrayList<>();
  private JournalPlace place;
  private boolean reading;
  private boolean rung;

  PartitionFeed(Desk desk, int partition) {
    this.desk = desk;
    this.partition = partition;
    bell = desk.node().bus().on(Addresses.journalAdvance(partition), this::onBell);
    begin();
  }

  private void begin() {
    reading = true;
    last().onSuccess(this::beginAt).onFailure(_ -> reading = false);
  }

  private void beginAt(long sequence) {
    reading = false;
    place = new JournalPlace(sequence);
    early.forEach(this::take);
    early.clear();
    catchUp();
  }

  /** The last sequence committed. */
  Future<Long> last() {
    return desk.questions().lookUp("stream", desk.journal().lastSequence(partition));
  }

  Future<List<JournaledEvent>> read(long after) {
    return desk.questions().lookUp("stream", desk.journal().read(partition, after, PAGE));
  }

  int partition() {
    return partition;
  }

  AccountFeed account(String account) {
    return accounts.computeIfAbsent(account, name -> new AccountFeed(desk, this, name));
  }

  private void onBell(JournalAdvance advance) {
    rung = true;
    if (place == null) {
      if (early.size() == PAGE) {
        early.removeFirst();
      }
      early.add(advance);
      return;
    }
    take(advance);
    catchUp();
  }

  private void take(JournalAdvance advance) {
    for (var one : place.take(advance)) {
      var feed = accounts.get(one.event().account());
      if (feed != null) {
        feed.add(one);
      }
    }
    accounts.values().forEach(AccountFeed::next);
  }

  private void catchUp() {
    if (!reading && place.isBehind()) {
      look();
    }
  }

  private void look() {
    reading = true;
    read(place.sequence())
        .onSuccess(
            page -> {
              reading = false;
              if (!page.isEmpty()) {
                take(new JournalAdvance(partition, page.getLast().sequence(), page));
                catchUp();
              }
            })
        .onFailure(_ -> reading = false);
  }

  /** Once a second: for doorbells that were lost. */
  void poll() {
    if (!reading && place == null) {
      begin();
    } else if (!reading && !rung) {
      look();
    }
    rung = false;
    accounts.values().forEach(AccountFeed::next);
  }

  boolean isUnread() {
    return accounts.values().stream().allMatch(AccountFeed::isUnread);
  }

  void close() {
    Sources.close(desk.node(), List.of(bell));
  }
}
