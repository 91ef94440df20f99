package outcry.simulation.kernel;

/**
 * What has happened so far, in 64 bits: equal lives have equal fingerprints. Only numbers go in,
 * since the hash codes of enums differ from run to run.
 */
public final class Fingerprint {

  private long value = 0x9e3779b97f4a7c15L;

  public void add(long number) {
    value = (value ^ number) * 0xff51afd7ed558ccdL;
    value ^= value >>> 32;
  }

  public void add(long first, long second) {
    add(first);
    add(second);
  }

  public long value() {
    return value;
  }
}
