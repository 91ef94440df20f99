/**
 * Chaos: a whole cluster of real processes, killed, stopped and starved under load by a seeded
 * nemesis, and an auditor that compares what the exchange, the journal and the clients say.
 */
package outcry.chaos;
