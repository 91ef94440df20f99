package outcry.venue.log;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Where a venue writes what happened to its clients' orders, before it tells the clients. Append
 * only. Called on its owner's context only.
 */
public interface VenueLog {

  /**
   * Completes when the entries are as durable as this log makes them; appends complete in the order
   * they were made. Fails if that is unknown: the venue must then stop.
   */
  CompletionStage<Void> append(List<VenueLogEntry> entries);
}
