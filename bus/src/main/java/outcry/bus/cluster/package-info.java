/** Nodes of several processes on one event bus: joining, encryption, probes, leaving. */
package outcry.bus.cluster;
