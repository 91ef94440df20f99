package outcry.simulation.cluster;

import outcry.simulation.fault.Weather;
import outcry.simulation.kernel.Chance;
import outcry.simulation.kernel.VirtualScheduler;

/** The event bus: in memory and at most once, and sometimes twice. */
public final class SimulatedBus {

  private static final long MICROS = 1_000;

  private final VirtualScheduler scheduler;
  private final Chance chance;
  private final Weather weather;
  private int underWay;

  public SimulatedBus(VirtualScheduler scheduler, Chance chance, Weather weather) {
    this.scheduler = scheduler;
    this.chance = chance;
    this.weather = weather;
  }

  /** Sends a message: its arrival happens soon, later, twice or never. */
  public void send(Runnable arrival) {
    var faults = weather.bus();
    if (chance.permille(faults.dropPermille())) {
      return;
    }
    deliver(arrival);
    if (chance.permille(faults.duplicatePermille())) {
      deliver(arrival);
    }
  }

  private void deliver(Runnable arrival) {
    var faults = weather.bus();
    long usual = chance.between(50 * MICROS, 500 * MICROS);
    long delay =
        chance.permille(faults.delayPermille())
            ? usual + chance.between(0, faults.delayMaxNanos())
            : usual;
    underWay++;
    scheduler.after(
        delay,
        () -> {
          underWay--;
          arrival.run();
        });
  }

  /** Whether no message is on its way. */
  public boolean isQuiet() {
    return underWay == 0;
  }
}
