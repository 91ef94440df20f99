package outcry.simulation.client;

import outcry.model.OrderCommand;
import outcry.model.OrderReply;

/** Sees what clients ask for and what they are told. */
public interface ClientWitness {

  /**
   * A client wants something; it may repeat the command as often as it likes.
   *
   * @param intention all attempts at one thing have the same
   */
  void asked(long intention, OrderCommand command);

  void told(OrderCommand command, OrderReply reply);
}
