/**
 * The numbers of the simulated exchange's reports: given on one side, checked on the other. Pure.
 */
package outcry.exchange.core;
