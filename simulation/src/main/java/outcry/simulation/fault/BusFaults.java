package outcry.simulation.fault;

import outcry.simulation.kernel.Chance;

/** Messages are lost, doubled and late; a late one is overtaken by those behind it. */
public record BusFaults(
    int dropPermille, int duplicatePermille, int delayPermille, long delayMaxNanos) {

  static final BusFaults NONE = new BusFaults(0, 0, 0, 0);

  private static final long SECOND = 1_000_000_000L;

  static BusFaults draw(Chance chance) {
    return new BusFaults(
        chance.permille(700) ? chance.between(10, 300) : 0,
        chance.permille(700) ? chance.between(10, 400) : 0,
        chance.permille(700) ? chance.between(10, 400) : 0,
        chance.of(SECOND / 10, 2 * SECOND, 30 * SECOND));
  }
}
