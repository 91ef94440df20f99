package outcry.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DroppedFuturePluginTest {

  private static final String MESSAGE =
      "[dropped-future] nobody looks at how this ends; use its result or end it with onComplete,"
          + " onFailure or whenComplete";

  /** As much of Vert.x as the plugin knows. */
  private static final String VERTX_FUTURE =
      """
      package io.vertx.core;

      public interface Future<T> {
        Future<T> onComplete(java.util.function.Consumer<T> handler);

        Future<T> onFailure(java.util.function.Consumer<Throwable> handler);

        Future<T> map(java.util.function.UnaryOperator<T> function);
      }
      """;

  /** A subclass, as Vert.x promises are. */
  private static final String SUBTYPE =
      """
      package io.vertx.core;

      public interface NamedFuture extends Future<String> {}
      """;

  @TempDir Path classes;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vertx();",
        "this.vertx();",
        "named();",
        "vertx().map(x -> x);",
        "vertx().onComplete(x -> {}).map(x -> x);",
        "stage();",
        "completable();",
        "completable().thenApply(x -> x);",
        "if (true) { vertx(); }",
        "Runnable r = () -> { vertx(); }; r.run();",
        "new Object() { void inner() { vertx(); } }.inner();",
        "CompletableFuture.runAsync(() -> {});"
      })
  void aDroppedFutureIsAnError(String statement) {
    assertEquals(List.of(MESSAGE), errors(statement));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vertx().onComplete(x -> {});",
        "vertx().onFailure(x -> {});",
        "vertx().map(x -> x).onFailure(x -> {});",
        "stage().whenComplete((x, e) -> {});",
        "completable().thenApply(x -> x).whenComplete((x, e) -> {});",
        "var kept = vertx(); kept.onComplete(x -> {});",
        "completable().join();",
        "use(vertx());",
        "nothing();",
        "text();"
      })
  void anObservedFutureCompiles(String statement) {
    assertEquals(List.of(), errors(statement));
  }

  @Test
  void everyDroppedFutureIsReported() {
    assertEquals(List.of(MESSAGE, MESSAGE), errors("vertx(); nothing(); completable();"));
  }

  @Test
  void whatDoesNotResolveIsNotCalledADroppedFuture() {
    assertEquals(1, errors("unknown();").size());
    assertEquals(false, errors("unknown();").contains(MESSAGE));
  }

  @Test
  void aProgramWithoutVertxCompiles() {
    var source = source("Alone", "class Alone { void run() { System.out.println(); } }");

    assertEquals(List.of(), compile(List.of(source)));
  }

  private List<String> errors(String statement) {
    var snippet =
        """
        import io.vertx.core.Future;
        import io.vertx.core.NamedFuture;
        import java.util.concurrent.CompletableFuture;
        import java.util.concurrent.CompletionStage;

        abstract class Snippet {
          abstract Future<String> vertx();

          abstract NamedFuture named();

          abstract CompletionStage<String> stage();

          abstract CompletableFuture<String> completable();

          abstract void use(Future<String> future);

          abstract void nothing();

          abstract String text();

          void run() {
            %s
          }
        }
        """;
    return compile(
        List.of(
            source("io/vertx/core/Future", VERTX_FUTURE),
            source("io/vertx/core/NamedFuture", SUBTYPE),
            source("Snippet", snippet.formatted(statement))));
  }

  private List<String> compile(List<JavaFileObject> sources) {
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    var options =
        List.of(
            "-Xplugin:DroppedFuture",
            "-processorpath",
            Repository.ROOT.resolve("build-rules/target/classes").toString(),
            "-classpath",
            classes.toString(),
            "-d",
            classes.toString());
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(null, null, diagnostics, options, null, sources)
            .call();
    var errors =
        diagnostics.getDiagnostics().stream()
            .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
            .map(diagnostic -> diagnostic.getMessage(Locale.ENGLISH))
            .toList();
    assertEquals(errors.isEmpty(), compiled);
    return errors;
  }

  private static JavaFileObject source(String name, String text) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
