/** Time, chance and the trace of a simulation. */
package outcry.simulation.kernel;
