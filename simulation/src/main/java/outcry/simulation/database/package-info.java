/** The database of a simulation: the journal's rules in memory, behind connections that fail. */
package outcry.simulation.database;
