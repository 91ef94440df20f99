/**
 * The strategy API and the runtime that hosts strategies: one class a strategy, callbacks one at a
 * time, everything done through its {@link outcry.strategy.Context}.
 */
package outcry.strategy;
