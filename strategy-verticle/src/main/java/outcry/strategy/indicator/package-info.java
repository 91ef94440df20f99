/** Indicators over bars: doubles, since a signal is not money; each bar costs a few operations. */
package outcry.strategy.indicator;
