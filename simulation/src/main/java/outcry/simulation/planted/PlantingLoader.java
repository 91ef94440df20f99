package outcry.simulation.planted;

import java.util.List;

/** Loads everything of ours afresh, with the mutations of one bug; all else comes from outside. */
final class PlantingLoader extends ClassLoader {

  private static final String OURS = "outcry.";

  static {
    registerAsParallelCapable();
  }

  private final Mutator mutator;
  private final List<Mutation> mutations;

  PlantingLoader(ClassLoader outside, List<Mutation> mutations) {
    super(outside);
    this.mutator = new Mutator(outside);
    this.mutations = mutations;
  }

  /**
   * Loads what is changed first, so that a change that cannot be made is seen at once.
   *
   * @throws IllegalStateException if it cannot be made
   */
  void plant() {
    for (var mutation : mutations) {
      try {
        loadClass(mutation.type());
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("nothing to change for " + mutation, e);
      }
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      var loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) {
    var bytes = ClassBytes.of(getParent(), name);
    for (var mutation : mutations) {
      if (mutation.type().equals(name)) {
        bytes = mutator.mutate(bytes, mutation);
      }
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
