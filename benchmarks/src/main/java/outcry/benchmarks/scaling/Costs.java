package outcry.benchmarks.scaling;

/**
 * Processor time of each thing a node does, in microseconds, as measured on one machine (see
 * docs/benchmarks.md): ratios hold elsewhere, absolutes do not.
 *
 * @param send one frame to one node, over TLS
 * @param receive one frame
 * @param deliver one message to one consumer on the same event loop
 * @param decode one frame of a venue
 * @param callback of a strategy, the hop to its thread included
 * @param order all that the owner does for one order, until it is acknowledged
 * @param cores of a node
 */
record Costs(
    double send,
    double receive,
    double deliver,
    double decode,
    double callback,
    double order,
    int cores) {

  static final Costs MEASURED = new Costs(1.2, 1.2, 0.33, 1.3, 3, 18.5, 4);
}
