/**
 * What a venue is: the market-data and order-entry ports and the capability record; each adapter
 * has a package of its own below. Plain Java: no clock, no thread, no bus.
 */
package outcry.venue;
