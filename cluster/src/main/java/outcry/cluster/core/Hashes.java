package outcry.cluster.core;

import java.nio.charset.StandardCharsets;

/** Numbers that look random and are the same on every node, for ever. */
final class Hashes {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Hashes() {}

  /** FNV-1a, 64 bits. */
  static long of(String text) {
    long hash = FNV_OFFSET;
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (one & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  /**
   * The finalizer of SplitMix64 over both: a bijection of each, so two places with different hashes
   * never have the same score with one shard.
   */
  static long mixed(long shard, long place) {
    long z = finalized(shard) + place;
    return finalized(z);
  }

  private static long finalized(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
