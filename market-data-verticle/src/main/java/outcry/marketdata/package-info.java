/**
 * Market data: takes the frames of a venue session, keeps books and bars, judges the health of
 * every stream and publishes what may be believed.
 */
package outcry.marketdata;
