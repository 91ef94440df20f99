package outcry.bus.cluster;

/**
 * A consumer that other nodes may send to.
 *
 * @param seq the event bus's number of it, unique within its node
 * @param sole whether it wants to be the only one: of several that do, the newest is
 * @param sinceMillis when it began to listen, milliseconds since the epoch on its node's clock
 */
record Listening(String address, long seq, boolean sole, long sinceMillis) {}
