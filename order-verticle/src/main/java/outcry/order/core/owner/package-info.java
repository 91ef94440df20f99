/** The one writer of a partition: carries inputs to the rules, decisions to journal and venues. */
package outcry.order.core.owner;
