package outcry.gateway.api;

/**
 * Which rate limit a call is counted against; {@code x-outcry-budget} in the document. Who has used
 * up his orders can still cancel them.
 */
public enum Budget {
  READ,
  ORDER,
  CANCEL
}
