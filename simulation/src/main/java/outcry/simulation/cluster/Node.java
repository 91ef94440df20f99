package outcry.simulation.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import outcry.simulation.fault.FaultPoint;
import outcry.simulation.fault.NodeFaults;
import outcry.simulation.fault.Weather;
import outcry.simulation.kernel.Chance;
import outcry.simulation.kernel.Trace;
import outcry.simulation.kernel.VirtualScheduler;

/**
 * A process. It does one step after the other; between any two of them it may die, losing its
 * memory and all that is on its way to it, or stand still: then what comes waits, time passes, and
 * it goes on believing what it believed.
 */
public final class Node {

  private static final long MICRO = 1_000;

  private final String name;
  private final VirtualScheduler scheduler;
  private final Chance chance;
  private final Weather weather;
  private final Trace trace;
  private final long clockErrorNanos;
  private final Deque<Runnable> stalled = new ArrayDeque<>();
  private Runnable boot = () -> {};
  private int life;
  private boolean up;
  private boolean paused;

  public Node(
      String name, VirtualScheduler scheduler, Chance chance, Weather weather, Trace trace) {
    this.name = name;
    this.scheduler = scheduler;
    this.chance = chance;
    this.weather = weather;
    this.trace = trace;
    long error = weather.node().clockErrorMaxNanos();
    this.clockErrorNanos = chance.between(-error, error);
  }

  /**
   * Starts it, and each time it comes back.
   *
   * @param itsBoot builds everything that lives in its memory
   */
  public void start(Runnable itsBoot) {
    boot = itsBoot;
    comeUp();
  }

  public String name() {
    return name;
  }

  /** The name of this life of the process: no other one ever has it. */
  public String process() {
    return name + '/' + life;
  }

  /** Its own clock, off by a constant. */
  public long nowNanos() {
    return scheduler.nowNanos() + clockErrorNanos;
  }

  public boolean isUp() {
    return up;
  }

  public boolean isPaused() {
    return paused;
  }

  public Trace trace() {
    return trace;
  }

  Chance chance() {
    return chance;
  }

  /** Runs a step of this life later; never, if this life is over by then. */
  void later(long delayNanos, Runnable step) {
    scheduler.after(delayNanos, input(step));
  }

  /** Runs a step as soon as the node gets round to it. */
  void soon(Runnable step) {
    later(chance.between(MICRO, 20 * MICRO), step);
  }

  /** What comes from outside for this life: lost once it is over. */
  Runnable input(Runnable step) {
    int born = life;
    return () -> arrive(born, step);
  }

  /** Brings steps to this life and to no later one. */
  UnaryOperator<Runnable> inputs() {
    int born = life;
    return step -> () -> arrive(born, step);
  }

  /** Whether a life still lasts, as seen from outside. */
  BooleanSupplier lives() {
    int born = life;
    return () -> born == life;
  }

  /** The same for an answer. */
  <T> BiConsumer<T, Throwable> receiver(BiConsumer<T, Throwable> outcome) {
    int born = life;
    return (answer, failure) -> arrive(born, () -> outcome.accept(answer, failure));
  }

  private void arrive(int born, Runnable step) {
    if (born != life || !up) {
      return;
    }
    if (paused) {
      stalled.add(step);
    } else {
      step.run();
    }
  }

  /** Goes through a fault point to the rest of a step, which a blow may prevent or put off. */
  void through(FaultPoint point, Runnable rest) {
    switch (weather.at(point)) {
      case NONE -> rest.run();
      case CRASH -> crash(point.name() + ": " + point.text());
      case PAUSE -> {
        pause(point.name() + ": " + point.text());
        stalled.addFirst(rest); // before what else waits: a side hears things in order
      }
    }
  }

  /** Loses everything it knows; comes back after a while. */
  public void crash(String why) {
    if (!up) {
      return;
    }
    if (trace.isOn()) {
      trace.line(name, "dies (" + why + ")");
    }
    up = false;
    paused = false;
    life++;
    stalled.clear();
    scheduler.after(chance.between(1, Math.max(1, weather.node().downMaxNanos())), this::comeUp);
  }

  private void comeUp() {
    up = true;
    if (trace.isOn()) {
      trace.line(name, "starts as " + process());
    }
    boot.run();
  }

  /** Stands still for a while. */
  public void pause(String why) {
    if (!up || paused) {
      return;
    }
    long length = chance.between(1, Math.max(1, weather.node().pauseMaxNanos()));
    if (trace.isOn()) {
      trace.line(name, "stands still for " + length / 1_000_000 + " ms (" + why + ")");
    }
    paused = true;
    int born = life;
    scheduler.after(
        length,
        () -> {
          if (born == life) {
            goOn();
          }
        });
  }

  private void goOn() {
    paused = false;
    if (trace.isOn()) {
      trace.line(name, "goes on");
    }
    int waiting = stalled.size();
    for (int i = 0; i < waiting && !paused && up; i++) {
      stalled.poll().run();
    }
  }

  /** Draws deaths and pauses that have nothing to do with what the node is doing. */
  public void plan(NodeFaults faults, long withinNanos) {
    for (int i = chance.between(0, 2); i > 0 && faults.crashPermille() > 0; i--) {
      scheduler.after(chance.between(0, withinNanos), () -> crash("somebody killed it"));
    }
    for (int i = chance.between(0, 2); i > 0 && faults.pausePermille() > 0; i--) {
      scheduler.after(chance.between(0, withinNanos), () -> pause("somebody stopped it"));
    }
  }
}
