package outcry.simulation.planted;

import java.util.List;

/**
 * A bug that somebody could have made.
 *
 * @param name for the command line and reports
 * @param text what is wrong, for people
 * @param mutations that make it
 */
public record PlantedBug(String name, String text, List<Mutation> mutations) {

  public PlantedBug {
    mutations = List.copyOf(mutations);
  }
}
