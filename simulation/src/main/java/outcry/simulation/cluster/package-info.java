/**
 * The cluster: nodes that die and stand still, the bus between them, owners and readers on them.
 */
package outcry.simulation.cluster;
