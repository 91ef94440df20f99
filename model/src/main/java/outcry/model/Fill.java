package outcry.model;

/**
 * What a fill does to a position.
 *
 * @param quantity quantity units, positive
 * @param price price units
 */
public record Fill(Side side, long quantity, long price) {}
