/**
 * The building blocks of asynchronous work: fan-out, race, limits, queues, gates, streams, worker
 * pools and the orderly end. Everything has a bound and a policy at it.
 */
package outcry.bus.async;
