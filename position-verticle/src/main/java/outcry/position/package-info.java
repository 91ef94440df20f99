/** What every account holds, gained and paid: a projection of the journal, and its queries. */
package outcry.position;
