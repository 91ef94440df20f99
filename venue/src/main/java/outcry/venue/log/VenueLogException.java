package outcry.venue.log;

/** A log that does not say what a log can say: a damaged line, or entries that contradict. */
public final class VenueLogException extends RuntimeException {

  private static final long serialVersionUID = 1;

  VenueLogException(String message) {
    super(message);
  }
}
