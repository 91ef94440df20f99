/** Who should own what, and how long a node may believe that it does. Pure. */
package outcry.cluster.core;
