/**
 * The binary form of every message family: one codec a family, exact bytes, unknown is an error.
 */
package outcry.model.wire;
