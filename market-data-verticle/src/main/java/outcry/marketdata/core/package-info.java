/**
 * The rules of market data: books from snapshots and differences, bars from trades, the health of a
 * stream. Plain Java: no clock, no thread, no bus.
 */
package outcry.marketdata.core;
