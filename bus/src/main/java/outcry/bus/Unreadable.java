package outcry.bus;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import outcry.model.RefusalCode;

/**
 * In place of a message that could not be read. A codec that threw would leave a request without
 * any answer, not even a timeout; an answer that is a {@link ReplyException} fails it.
 */
final class Unreadable extends ReplyException {

  private static final long serialVersionUID = 1;

  Unreadable(String detail) {
    super(
        ReplyFailure.RECIPIENT_FAILURE,
        RefusalCode.UNREADABLE.ordinal(),
        RefusalCode.UNREADABLE + ": " + detail);
  }
}
