/**
 * Bugs put into the compiled code of the cores and of the simulated parts, one at a time, to prove
 * that the simulator sees them. Production code has no switch for any of them.
 */
package outcry.simulation.planted;
