/** Spreads shards over the live instances of their role, and moves them. */
package outcry.cluster;
