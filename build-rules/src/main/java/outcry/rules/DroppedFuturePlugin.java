package outcry.rules;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic;

/**
 * Makes a statement that throws away a future an error: nothing asynchronous is started here
 * without somebody looking at how it ended.
 */
public final class DroppedFuturePlugin implements Plugin {

  private static final List<String> FUTURES =
      List.of("io.vertx.core.Future", "java.util.concurrent.CompletionStage");

  /** Calls after which the failure has been looked at. */
  private static final Set<String> OBSERVERS = Set.of("onComplete", "onFailure", "whenComplete");

  /** Map.put hands back what was there before, which is rarely anything. */
  private static final Set<String> KEEPERS = Set.of("put");

  @Override
  public String getName() {
    return "DroppedFuture";
  }

  @Override
  public void init(JavacTask task, String... args) {
    task.addTaskListener(
        new TaskListener() {
          @Override
          public void finished(TaskEvent event) {
            if (event.getKind() == TaskEvent.Kind.ANALYZE && event.getCompilationUnit() != null) {
              var path = Trees.instance(task).getPath(event.getTypeElement());
              if (path != null) {
                new Scanner(task).scan(path, null);
              }
            }
          }
        });
  }

  private static final class Scanner extends TreePathScanner<Void, Void> {

    private final JavacTask task;
    private final Trees trees;

    Scanner(JavacTask task) {
      this.task = task;
      this.trees = Trees.instance(task);
    }

    @Override
    public Void visitExpressionStatement(ExpressionStatementTree statement, Void unused) {
      requireObserved(statement.getExpression());
      return super.visitExpressionStatement(statement, unused);
    }

    /** The body of a lambda that returns nothing is a statement in disguise. */
    @Override
    public Void visitLambdaExpression(LambdaExpressionTree lambda, Void unused) {
      var type = trees.getTypeMirror(getCurrentPath());
      if (lambda.getBody() instanceof ExpressionTree body && type != null && returnsNothing(type)) {
        requireObserved(body);
      }
      return super.visitLambdaExpression(lambda, unused);
    }

    private boolean returnsNothing(TypeMirror functionalInterface) {
      return task.getTypes().asElement(functionalInterface) instanceof TypeElement element
          && task.getElements().getAllMembers(element).stream()
              .filter(member -> member.getModifiers().contains(Modifier.ABSTRACT))
              .anyMatch(
                  member ->
                      member instanceof ExecutableElement method
                          && method.getReturnType().getKind() == TypeKind.VOID);
    }

    private void requireObserved(ExpressionTree expression) {
      if (expression instanceof MethodInvocationTree call && !isObserver(call)) {
        var type = trees.getTypeMirror(new TreePath(getCurrentPath(), call));
        // what does not resolve is an error already, and a subtype of everything
        if (type != null && type.getKind() != TypeKind.ERROR && isFuture(type)) {
          trees.printMessage(
              Diagnostic.Kind.ERROR,
              "[dropped-future] nobody looks at how this ends; use its result or end it with"
                  + " onComplete, onFailure or whenComplete",
              call,
              getCurrentPath().getCompilationUnit());
        }
      }
    }

    private static boolean isObserver(MethodInvocationTree call) {
      return call.getMethodSelect() instanceof MemberSelectTree select
          && (OBSERVERS.contains(select.getIdentifier().toString())
              || KEEPERS.contains(select.getIdentifier().toString()));
    }

    private boolean isFuture(TypeMirror type) {
      for (var name : FUTURES) {
        var future = task.getElements().getTypeElement(name);
        if (future != null
            && task.getTypes()
                .isSubtype(
                    task.getTypes().erasure(type), task.getTypes().erasure(future.asType()))) {
          return true;
        }
      }
      return false;
    }
  }
}
