package outcry.simulation.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import outcry.model.OrderCommand;
import outcry.model.OrderReply;
import outcry.simulation.cluster.Cluster;
import outcry.simulation.kernel.Chance;
import outcry.simulation.kernel.VirtualScheduler;

/** Everybody who gives commands. */
public final class Clients {

  private final Conversation.Desk desk;
  private final List<Trader> traders = new ArrayList<>();
  private final Operator operator;
  private final List<Conversation> conversations = new ArrayList<>();

  public Clients(
      VirtualScheduler scheduler,
      Chance chance,
      Cluster cluster,
      ClientWitness witness,
      List<String> accounts,
      List<String> symbols) {
    this.desk = new Conversation.Desk(scheduler, chance, cluster, witness);
    for (var account : accounts) {
      traders.add(new Trader(this, account, cluster.partitionOf(account), symbols));
    }
    this.operator = new Operator(this, accounts, symbols);
  }

  /** Draws what is done when. */
  public void plan(int actions, long fromNanos, long toNanos) {
    int operatesPermille = chance().of(0, 40, 40, 250);
    for (int i = 0; i < actions; i++) {
      boolean operates = chance().permille(operatesPermille);
      var trader = chance().of(traders);
      desk.scheduler()
          .after(chance().between(fromNanos, toNanos), operates ? operator::act : trader::act);
    }
  }

  /**
   * Draws which lists are given when.
   *
   * @param ofItsOwn so that a life without lists is what it would be without this
   */
  public void planLists(int lists, long fromNanos, long toNanos, Chance ofItsOwn) {
    for (int i = 0; i < lists; i++) {
      var trader = ofItsOwn.of(traders);
      desk.scheduler()
          .after(ofItsOwn.between(fromNanos, toNanos), () -> trader.submitList(ofItsOwn));
    }
  }

  /**
   * Draws which algorithms are started when.
   *
   * @param ofItsOwn so that a life without algorithms is what it would be without this
   */
  public void planAlgorithms(int algorithms, long fromNanos, long toNanos, Chance ofItsOwn) {
    for (int i = 0; i < algorithms; i++) {
      var trader = ofItsOwn.of(traders);
      desk.scheduler()
          .after(ofItsOwn.between(fromNanos, toNanos), () -> trader.startAlgorithm(ofItsOwn));
    }
  }

  /**
   * Draws which orders with a time or a price of their own are given when.
   *
   * @param ofItsOwn so that a life without them is what it would be without this
   */
  public void planConditions(int orders, long fromNanos, long toNanos, Chance ofItsOwn) {
    for (int i = 0; i < orders; i++) {
      var trader = ofItsOwn.of(traders);
      desk.scheduler()
          .after(ofItsOwn.between(fromNanos, toNanos), () -> trader.submitConditional(ofItsOwn));
    }
  }

  /** Whether every command has its answer. */
  public boolean areAnswered() {
    for (var conversation : conversations) {
      if (!conversation.isOver()) {
        return false;
      }
    }
    return true;
  }

  void ask(int partition, OrderCommand command) {
    ask(partition, command, _ -> {});
  }

  void ask(int partition, OrderCommand command, Consumer<OrderReply> over) {
    var conversation = new Conversation(desk, conversations.size() + 1, partition, command, over);
    conversations.add(conversation);
    conversation.begin();
  }

  void later(long delayNanos, Runnable action) {
    desk.scheduler().after(delayNanos, action);
  }

  Chance chance() {
    return desk.chance();
  }

  Cluster cluster() {
    return desk.cluster();
  }

  long nowNanos() {
    return desk.scheduler().nowNanos();
  }
}
