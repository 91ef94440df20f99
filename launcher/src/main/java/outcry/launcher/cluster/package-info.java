/** One node of a cluster: which roles it has, what it is built from, how it starts and stops. */
package outcry.launcher.cluster;
