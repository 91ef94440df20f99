package outcry.journal;

import java.util.Objects;

/**
 * The right to append to a partition until somebody else claims it.
 *
 * @param partition 0 to 32,767
 * @param epoch 1 for the first claim of the partition, one more for each later one; decides alone
 *     who may write
 * @param owner who claimed it, for people
 * @param lastSequence of the partition at the moment of the claim; 0 when it is empty
 */
public record Ownership(int partition, long epoch, String owner, long lastSequence) {

  public Ownership {
    Objects.requireNonNull(owner);
  }
}
