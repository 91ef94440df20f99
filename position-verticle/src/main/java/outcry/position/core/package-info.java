/**
 * Positions, cash and fees as a fold over fills. Plain Java: no clock, no thread, no bus, no SQL.
 */
package outcry.position.core;
