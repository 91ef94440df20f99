package outcry.bus;

import outcry.model.wire.WireCodec;

/**
 * Where requests of one type are answered by one consumer.
 *
 * @param name the event-bus address
 * @param family what metrics and limits call it
 */
public record RequestAddress<Q, R>(
    String name, String family, WireCodec<Q> requestCodec, WireCodec<R> replyCodec) {}
