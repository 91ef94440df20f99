/** Who may own a partition, and until when. Pure: the database's rule, and a node's belief. */
package outcry.order.core.lease;
