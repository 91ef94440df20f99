package outcry.venue.binance;

import outcry.venue.binance.DecodeException.Code;

/**
 * Gives the same String for the same name, so that the few names frames are made of are not made
 * anew for each. Bounded: names that meet in a slot take turns.
 */
final class NameTable {

  static final int NAME_MAX = 64;

  private static final int SLOTS = 256;

  private final String[] names = new String[SLOTS];

  /**
   * @throws DecodeException LIMIT if it is longer than {@link #NAME_MAX}
   */
  String of(CharSlice name) {
    if (name.length() > NAME_MAX) {
      throw new DecodeException(
          Code.LIMIT, "", "a field's name of more than " + NAME_MAX + " characters");
    }
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = 31 * hash + name.charAt(i);
    }
    int slot = hash & (SLOTS - 1);
    var known = names[slot];
    if (known == null || !name.is(known)) {
      known = name.toString();
      names[slot] = known;
    }
    return known;
  }
}
