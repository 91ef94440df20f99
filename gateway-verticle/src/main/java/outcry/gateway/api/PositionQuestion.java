package outcry.gateway.api;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import outcry.bus.Addresses;
import outcry.bus.Bus;
import outcry.bus.async.FanOut;
import outcry.bus.async.Outcome;
import outcry.gateway.http.Problem;
import outcry.model.query.AccountPositions;
import outcry.model.query.PositionList;
import outcry.model.query.PositionQuery;

/**
 * Asks the partitions of some accounts for their positions. A partition that does not answer costs
 * its own accounts an error each, and the others nothing.
 */
final class PositionQuestion {

  /** The request ends by itself; this is for what would never end. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  private final Bus bus;
  private final Catalogue catalogue;
  private final Duration timeout;

  PositionQuestion(Bus bus, Catalogue catalogue, Duration timeout) {
    this.bus = bus;
    this.catalogue = catalogue;
    this.timeout = timeout;
  }

  /**
   * @param accounts in whose order the answer is; all by name if none is named
   */
  Future<PositionList> ask(List<String> accounts) {
    var asked = new TreeMap<Integer, List<String>>();
    if (accounts.isEmpty()) {
      IntStream.range(0, catalogue.partitions()).forEach(one -> asked.put(one, List.of()));
    } else {
      for (var account : accounts) {
        asked.computeIfAbsent(partitionOf(account), _ -> new ArrayList<>()).add(account);
      }
    }
    return FanOut.all(
            List.copyOf(asked.keySet()), one -> ask(one, asked.get(one)), timeout.plus(SLACK))
        .map(outcomes -> merged(accounts, asked, outcomes));
  }

  private int partitionOf(String account) {
    return Addresses.partitionOf(account, catalogue.partitions());
  }

  private Future<PositionList> ask(int partition, List<String> accounts) {
    return bus.request(Addresses.positions(partition), new PositionQuery(accounts), timeout);
  }

  private PositionList merged(
      List<String> accounts,
      Map<Integer, List<String>> asked,
      Map<Integer, Outcome<PositionList>> outcomes) {
    var byName = new TreeMap<String, AccountPositions>();
    outcomes.forEach(
        (partition, outcome) -> {
          switch (outcome) {
            case Outcome.Value<PositionList>(var list) ->
                list.accounts().forEach(one -> byName.put(one.account(), one));
            case Outcome.Failed<PositionList>(var cause) ->
                missed(partition, asked.get(partition))
                    .forEach(account -> byName.put(account, error(account, cause)));
          }
        });
    var order = accounts.isEmpty() ? List.copyOf(byName.keySet()) : accounts;
    return new PositionList(order.stream().distinct().map(byName::get).toList());
  }

  /** Whom a partition owes an answer: who was asked for, or all that are known to belong to it. */
  private List<String> missed(int partition, List<String> asked) {
    return asked.isEmpty()
        ? catalogue.accounts().stream().filter(one -> partitionOf(one) == partition).toList()
        : asked;
  }

  private static AccountPositions error(String account, Throwable cause) {
    var problem = Problem.of(cause);
    return new AccountPositions(account, List.of(), List.of(), problem.code(), problem.detail());
  }
}
