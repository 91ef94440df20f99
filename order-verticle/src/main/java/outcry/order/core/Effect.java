package outcry.order.core;

import outcry.venue.VenueOrder;

/** What is to be asked of a venue, once the events before it are durable. */
public sealed interface Effect {

  long orderId();

  String venue();

  /** An intent waits for its turn at the session. */
  record Enqueue(long orderId, String venue) implements Effect {}

  /** The one attempt of an intent. */
  record Submit(long orderId, String venue, VenueOrder order) implements Effect {}

  record Cancel(long orderId, String venue, String account, String clientOrderId)
      implements Effect {}

  /** An order that has ended here, and that its venue holds all the same. */
  record CancelGhost(long orderId, String venue, String account, String clientOrderId)
      implements Effect {}

  /** New total quantity and limit. */
  record Amend(
      long orderId, String venue, String account, String clientOrderId, long quantity, long price)
      implements Effect {}

  /** What does the venue know of this order? */
  record Query(long orderId, String venue, String account, String clientOrderId)
      implements Effect {}
}
