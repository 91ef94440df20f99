package outcry.cluster;

import java.time.Duration;
import outcry.cluster.core.HolderConfig;

/**
 * How a node takes part in a cluster.
 *
 * @param heartbeat how often it tells that it is alive; the store decides how old a heartbeat may
 *     be, which must be several of these
 * @param leaveMax how long it may take to hand everything over; what is not over then is left to
 *     the leases, which end by themselves
 */
public record MemberConfig(Duration heartbeat, Duration leaveMax, HolderConfig holder) {

  public static final MemberConfig DEFAULT =
      new MemberConfig(Duration.ofMillis(500), Duration.ofSeconds(10), HolderConfig.DEFAULT);

  public MemberConfig {
    if (heartbeat.toMillis() < 1 || leaveMax.toMillis() < 1) {
      throw new IllegalArgumentException("heartbeat and leaveMax must be at least 1 ms");
    }
  }
}
