package outcry.strategy.samples;

/**
 * Where to quote, after M. Avellaneda and S. Stoikov, "High-frequency trading in a limit order
 * book", Quantitative Finance 8 (2008), equations 3.8 and 3.9 with {@code T - t} held at the
 * horizon: reservation price {@code r = s - q gamma sigma^2 (T - t)} and total spread {@code gamma
 * sigma^2 (T - t) + (2 / gamma) ln(1 + gamma / kappa)}. Prices are in basis points of the mid and
 * inventory in order sizes, so that the same parameters fit any instrument.
 *
 * @param gamma risk aversion, positive
 * @param kappa how fast fills thin out with distance, per basis point, positive
 * @param horizonSeconds {@code T - t}
 */
record AvellanedaStoikov(double gamma, double kappa, double horizonSeconds) {

  /**
   * Both quotes as offsets from the mid, basis points.
   *
   * @param bid usually negative
   * @param ask usually positive
   */
  record Offsets(double bid, double ask) {}

  /**
   * @param inventory in order sizes; negative is short
   * @param variance basis points squared a second
   */
  Offsets offsets(double inventory, double variance) {
    double risk = gamma * variance * horizonSeconds;
    double reservation = -inventory * risk;
    double half = (risk + 2 / gamma * Math.log1p(gamma / kappa)) / 2;
    return new Offsets(reservation - half, reservation + half);
  }
}
