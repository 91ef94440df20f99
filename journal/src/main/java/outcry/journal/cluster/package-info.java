/** What a cluster keeps in its database beside the journal: nodes, leases, what is wanted. */
package outcry.journal.cluster;
