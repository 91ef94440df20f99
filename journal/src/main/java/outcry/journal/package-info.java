/**
 * The journal: every order event as a row with a gap-free sequence per partition, written by the
 * partition's one owner and durable before anybody acts on it; and the readers that follow it.
 */
package outcry.journal;
