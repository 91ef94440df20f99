package outcry.simulation.planted;

import java.util.function.LongFunction;
import outcry.simulation.Simulation;

/** What is asked of the code with a bug, in words that the code without it knows, too. */
public final class PlantedLife implements LongFunction<String> {

  /** The first violation of a seed's life; null if nothing was wrong. */
  @Override
  public String apply(long seed) {
    var violation = Simulation.run(seed).violation();
    return violation == null ? null : violation.toString();
  }
}
