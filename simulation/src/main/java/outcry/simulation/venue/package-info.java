/** The venue of a simulation, which alone knows what really happened, and the line to it. */
package outcry.simulation.venue;
