package outcry.simulation.kernel;

import java.util.List;
import java.util.SplittableRandom;

/** Everything that is random in a simulation follows from its seed through one of these. */
public final class Chance {

  private static final int PERMILLE = 1_000;

  private final SplittableRandom random;

  public Chance(long seed) {
    this(new SplittableRandom(seed));
  }

  private Chance(SplittableRandom random) {
    this.random = random;
  }

  /** An independent one, so that what one part draws does not change what another part draws. */
  public Chance split() {
    return new Chance(random.split());
  }

  /** True in {@code permille} of 1,000 cases. Draws nothing if that is never. */
  public boolean permille(int permille) {
    return permille > 0 && random.nextInt(PERMILLE) < permille;
  }

  public boolean half() {
    return random.nextBoolean();
  }

  /** Between the two, both included. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** Between the two, both included. */
  public long between(long least, long most) {
    return least + random.nextLong(most - least + 1);
  }

  public <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  public final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  public int tieBreak() {
    return random.nextInt();
  }
}
