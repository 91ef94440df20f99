package outcry.simulation.cluster;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a node has yet to do towards one side, in order: each thing is a step of its own, so that
 * the node may die or stand still before it.
 */
final class Lane {

  private final Node node;
  private final Deque<Runnable> steps = new ArrayDeque<>();

  Lane(Node node) {
    this.node = node;
  }

  void add(Runnable step) {
    steps.add(step);
    node.soon(() -> steps.poll().run());
  }
}
