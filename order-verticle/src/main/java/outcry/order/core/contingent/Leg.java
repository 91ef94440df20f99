package outcry.order.core.contingent;

/**
 * One order of a list, as far as the others of the list care. Quantities are quantity units.
 *
 * @param asked what it was submitted for
 * @param ordered its total as it stands: amended, or released for less
 * @param filled what has filled, whether or not it was taken back
 * @param net what has filled and stands
 * @param leaves what may still fill at its venue at worst; 0 while we hold it and once it ended
 * @param hasTrigger it waits for a trigger price while we hold it
 * @param triggered that price was met
 * @param resizable it rests at its venue, and its quantity can be changed there
 */
public record Leg(
    Place place,
    long asked,
    long ordered,
    long filled,
    long net,
    long leaves,
    boolean hasTrigger,
    boolean triggered,
    boolean resizable) {

  /** Where it is. */
  public enum Place {
    /** With us: nobody else has heard of it. */
    HELD,
    /** It may have left the house, and its venue has said nothing of it. */
    LEAVING,
    /** Its venue has it, or had it when last heard of. */
    WORKING,
    ENDED
  }

  boolean isOpen() {
    return place != Place.ENDED;
  }

  boolean isHeld() {
    return place == Place.HELD;
  }
}
