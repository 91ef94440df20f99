package outcry.simulation.planted;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/** Looks for a planted bug, seed by seed. */
public final class Hunt {

  /**
   * How it ended.
   *
   * @param seedsNeeded how many lives were looked at
   * @param violation what gave it away; null if nothing did
   */
  public record Result(PlantedBug bug, long seedsNeeded, String violation) {

    public boolean isFound() {
      return violation != null;
    }
  }

  private Hunt() {}

  /**
   * @param seedsMax how many lives to look at before it counts as missed
   * @throws IllegalStateException if the bug cannot be planted: the code is another one now
   */
  public static Result hunt(PlantedBug bug, long seedsMax) {
    var life = planted(bug);
    for (long seed = 1; seed <= seedsMax; seed++) {
      var violation = life.apply(seed);
      if (violation != null) {
        return new Result(bug, seed, violation);
      }
    }
    return new Result(bug, seedsMax, null);
  }

  /**
   * Looks for each of the bugs, on as many threads as there are processors. Blocks.
   *
   * @return in the order of the bugs
   */
  public static List<Result> all(List<PlantedBug> bugs, long seedsMax) {
    int threads = Runtime.getRuntime().availableProcessors();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var hunts = new ArrayList<Future<Result>>();
      for (var bug : bugs) {
        hunts.add(pool.submit(() -> hunt(bug, seedsMax)));
      }
      var results = new ArrayList<Result>();
      for (var hunt : hunts) {
        results.add(join(hunt));
      }
      return results;
    }
  }

  private static Result join(Future<Result> hunt) {
    try {
      return hunt.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** A life of the code with the bug, by seed. */
  static LongFunction<String> planted(PlantedBug bug) {
    var loader = new PlantingLoader(Hunt.class.getClassLoader(), bug.mutations());
    loader.plant();
    try {
      var life = loader.loadClass(PlantedLife.class.getName()).getConstructor().newInstance();
      @SuppressWarnings("unchecked")
      var ofSeeds = (LongFunction<String>) life;
      return ofSeeds;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the simulator cannot be loaded afresh", e);
    }
  }
}
