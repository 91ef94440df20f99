package outcry.simulation.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import outcry.simulation.planted.Mutation.Returns;

class PlantedBugsTest {

  private static final long SEEDS_MAX = 20_000;

  @Test
  void everyPlantedBugIsFound() {
    var missed =
        Hunt.all(PlantedBugs.all(), SEEDS_MAX).stream()
            .filter(result -> !result.isFound())
            .map(result -> result.bug().name())
            .toList();

    assertEquals(List.of(), missed);
  }

  @Test
  void theCodeLoadedAfreshWithoutABugLivesTheSameLives() {
    var none = new PlantedBug("none", "no bug", List.of());

    assertEquals(null, Hunt.hunt(none, 50).violation());
  }

  @Test
  void aBugThatCannotBePlantedIsNotPassedOver() {
    var gone =
        new PlantedBug(
            "gone", "code that is not there", List.of(new Returns("outcry.model.Side", "no", 1)));

    assertTrue(
        assertThrows(IllegalStateException.class, () -> Hunt.hunt(gone, 1))
            .getMessage()
            .startsWith("nothing to change"));
  }

  @Test
  void namesAreUnique() {
    var names = new HashSet<String>();
    PlantedBugs.all().forEach(bug -> names.add(bug.name()));

    assertEquals(PlantedBugs.all().size(), names.size());
  }
}
