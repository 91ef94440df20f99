package outcry.model.query;

import outcry.model.BarSpec;

/**
 * Asks for bars of a symbol to be built and published from now on. Safe to repeat.
 *
 * @param warmup how many finished bars are wanted at once, at most
 */
public record OpenBars(String symbol, BarSpec spec, int warmup) {}
