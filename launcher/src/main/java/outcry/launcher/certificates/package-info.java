/** Makes the certificates that nodes of a cluster know each other by. */
package outcry.launcher.certificates;
