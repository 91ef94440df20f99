/** Tests of the whole cluster, of real processes. */
package outcry.cluster.tests;
