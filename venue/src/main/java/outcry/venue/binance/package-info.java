/**
 * Binance's dialect, spot and USD-M futures: market-data frames to and from the model, and the
 * instruments we trade there. Plain Java: no clock, no thread, no bus.
 */
package outcry.venue.binance;
