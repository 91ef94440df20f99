/** Three strategies to read, run and start from. None is advice. */
package outcry.strategy.samples;
