package outcry.strategy;

/** Hears that a strategy must be taken off. On the lane's thread or the watchdog's. */
interface LaneEnd {

  void threw(Throwable cause);

  void hung();

  void overflowed();
}
