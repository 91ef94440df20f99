/**
 * The vocabulary: instruments, fixed-point numbers, market events, order commands and events,
 * positions. Plain immutable Java without dependencies; every class may be used from any thread.
 */
package outcry.model;
