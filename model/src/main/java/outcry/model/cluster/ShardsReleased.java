package outcry.model.cluster;

import java.util.List;

/** The doorbell of a hand-over: whoever should own these shards may claim them now. */
public record ShardsReleased(List<Shard> shards) {

  public ShardsReleased {
    shards = List.copyOf(shards);
  }
}
