/**
 * The simulated exchange as a pure core: price-time books, accounts, rules and fees, market data,
 * its ground truth, and the seeded agents that make its markets lively. Time and randomness are
 * arguments; a shell carries its {@link outcry.venue.simulated.Effects}.
 */
package outcry.venue.simulated;
