/**
 * The paper venue: fills orders against the quotes and trades of a real market, recorded or live,
 * with latency and fees, and without telling that market. Plain Java: no clock, no thread, no bus.
 */
package outcry.venue.paper;
