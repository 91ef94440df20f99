package outcry.order.core;

/**
 * Client order ids that may no longer be in memory: a Bloom filter of 2 MiB, so that a new id costs
 * no look-up in the journal. It never says no of an id it was given; with a million of them it says
 * yes of about one other in a thousand. When it fills up it only costs more look-ups.
 */
final class EvictedIds {

  private static final int WORDS = 1 << 18; // 2^24 bits
  private static final int HASHES = 4;

  private long[] words; // made when first needed: most nodes never evict

  void add(OrderKey key) {
    if (words == null) {
      words = new long[WORDS];
    }
    long hash = hash(key);
    for (int i = 0; i < HASHES; i++) {
      int bit = bit(hash, i);
      words[bit >>> 6] |= 1L << bit;
    }
  }

  boolean mayContain(OrderKey key) {
    if (words == null) {
      return false;
    }
    long hash = hash(key);
    for (int i = 0; i < HASHES; i++) {
      int bit = bit(hash, i);
      if ((words[bit >>> 6] & 1L << bit) == 0) {
        return false;
      }
    }
    return true;
  }

  private static int bit(long hash, int index) {
    return (int) ((hash + index * (hash >>> 32 | 1)) >>> 8) & (WORDS * 64 - 1);
  }

  /** FNV-1a over both texts, then the finalizer of SplitMix64. */
  private static long hash(OrderKey key) {
    long hash = 0xcbf29ce484222325L;
    hash = add(add(hash, key.account()) * 0x100000001b3L, key.clientOrderId());
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }

  private static long add(long hash, String text) {
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
