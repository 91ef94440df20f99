/**
 * Those who trade: they repeat a command until it is answered, and remember what they were told.
 */
package outcry.simulation.client;
