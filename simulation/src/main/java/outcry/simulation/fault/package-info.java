/** What goes wrong, how often, and where. Drawn once for each seed. */
package outcry.simulation.fault;
