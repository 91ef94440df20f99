package outcry.bus;

/** Registers consumers of which no other node hears. */
public interface QuietRegistrations {

  /**
   * @param registration consumers that it registers, on the calling thread, are not made known
   */
  void register(Runnable registration);
}
