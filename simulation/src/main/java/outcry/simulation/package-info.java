/**
 * Whole clusters in virtual time: the real cores, everything around them simulated and made to
 * fail, an auditor who knows the truth. One seed, one life, always the same one.
 */
package outcry.simulation;
