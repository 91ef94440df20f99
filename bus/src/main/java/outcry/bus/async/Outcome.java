package outcry.bus.async;

/** How one of many questions ended: with a value or with its own error, never with silence. */
public sealed interface Outcome<V> {

  /** It was answered. */
  record Value<V>(V value) implements Outcome<V> {}

  /** It failed; a {@link java.util.concurrent.TimeoutException} if no answer came in time. */
  record Failed<V>(Throwable cause) implements Outcome<V> {}
}
