/**
 * The simulated exchange as a room of its own: its shell, and the two sessions others reach it by.
 * It keeps its own ground truth.
 */
package outcry.exchange;
