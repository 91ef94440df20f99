package outcry.order.core;

/** What the other orders of its list say of an order that we hold. */
interface Leash {

  /** An order that depends on no other. */
  Leash NONE =
      new Leash() {
        @Override
        public long mayRelease(Order order) {
          return order.quantity();
        }

        @Override
        public boolean mustWait(Order order) {
          return false;
        }

        @Override
        public boolean isExit(Order order) {
          return false;
        }
      };

  /**
   * How much of it is owed, quantity units: 0 while it waits for another order, and then its
   * trigger price is not watched either.
   */
  long mayRelease(Order order);

  /** Whether others must go before it: if its trigger price is met now, that is only noted. */
  boolean mustWait(Order order);

  /**
   * Whether it only takes off what its list has put on, by its quantity: then no limit may keep it
   * here.
   */
  boolean isExit(Order order);
}
