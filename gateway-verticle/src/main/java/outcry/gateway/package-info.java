/**
 * The face of a node: the page, its live updates, the REST calls, health and metrics. Stateless:
 * everything it shows it asks for on the bus.
 */
package outcry.gateway;
