/** Compares the exchange's log, the journal and what clients were told; trusts nothing else. */
package outcry.chaos.audit;
