/** The words of the cluster: roles, shards, nodes and leases. Plain values. */
package outcry.model.cluster;
