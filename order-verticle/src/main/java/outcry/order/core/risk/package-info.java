/** What an order must pass before it may become an intent: rules, limits, references, latches. */
package outcry.order.core.risk;
