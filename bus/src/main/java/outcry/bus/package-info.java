/**
 * The runtime every verticle stands on: addresses, typed messages, codecs, the one class that
 * registers consumers, what is in flight, timelines, tasks, health and metrics.
 */
package outcry.bus;
