/**
 * The load of a chaos run: clients that repeat themselves until told, and remember what they were
 * told.
 */
package outcry.chaos.client;
