package outcry.bus;

import outcry.model.wire.WireCodec;

/**
 * Where messages of one type are published to everybody who listens.
 *
 * @param name the event-bus address
 * @param family what metrics and limits call it: never one label per instrument
 */
public record Address<T>(String name, String family, WireCodec<T> codec) {}
