/** What orders that depend on each other should be: a function of what they are. */
package outcry.order.core.contingent;
