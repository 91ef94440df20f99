/** Owns orders: from a command through risk and journal to the venue, and what the venue says. */
package outcry.order;
