/** A small client of the REST calls, for programs in Java. */
package outcry.client;
