package outcry.venue.paper;

/** The best price of one side as displayed, and what of it our own orders have not taken yet. */
final class Touch {

  private boolean known;
  private long price;
  private long displayed;
  private long remaining;

  /** The same price and quantity again is the same liquidity: what was taken of it stays taken. */
  void update(long newPrice, long newDisplayed) {
    known = true;
    if (newPrice != price || newDisplayed != displayed) {
      price = newPrice;
      displayed = newDisplayed;
      remaining = newPrice > 0 ? newDisplayed : 0;
    }
  }

  /** False until the first quote. */
  boolean isKnown() {
    return known;
  }

  /** Whether somebody is displayed on this side. */
  boolean isPresent() {
    return price > 0;
  }

  /** Price units; 0 if the side is empty or not known yet. */
  long price() {
    return price;
  }

  long displayed() {
    return displayed;
  }

  long remaining() {
    return remaining;
  }

  void take(long quantity) {
    remaining = Math.subtractExact(remaining, quantity);
  }
}
