/**
 * What hosting a strategy decides, without a clock, thread or bus: parameters, the mailbox and its
 * bounds, the place in the journal, which orders are whose.
 */
package outcry.strategy.core;
