package outcry.simulation.planted;

/**
 * One change of one method of compiled code; of the lambdas within it, too.
 *
 * <p>Types are full names; a method is named without its parameters, and all of that name in the
 * type are meant.
 */
public sealed interface Mutation {

  /** The type that is changed. */
  String type();

  /** The method that is changed. */
  String method();

  /**
   * Does nothing but return a constant.
   *
   * @param constant a Boolean, Integer or Long; null for a reference or for void
   */
  record Returns(String type, String method, Object constant) implements Mutation {}

  /**
   * Does not make a call, and goes on with a constant as if it had.
   *
   * @param calledType whose method would be called
   * @param constant as with {@link Returns}
   */
  record Skips(String type, String method, String calledType, String called, Object constant)
      implements Mutation {}

  /**
   * Calls a static method of {@link Detours} instead, with the receiver first.
   *
   * @param detour its name
   */
  record Detour(String type, String method, String calledType, String called, String detour)
      implements Mutation {}
}
