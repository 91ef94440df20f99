package outcry.cluster;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import outcry.bus.LeaseGuard;
import outcry.cluster.core.Grant;

/** A grant as the owner of a shard sees it. Any thread. */
record GrantGuard(String holder, Grant grant, LongSupplier clock, Consumer<Throwable> onGaveUp)
    implements LeaseGuard {

  @Override
  public long epoch() {
    return grant.epoch();
  }

  @Override
  public boolean mayAct() {
    return grant.mayAct(clock.getAsLong());
  }

  @Override
  public void gaveUp(Throwable cause) {
    onGaveUp.accept(cause);
  }
}
