/** What strategies keep: which fields, in which form, and in which store. */
package outcry.strategy.state;
