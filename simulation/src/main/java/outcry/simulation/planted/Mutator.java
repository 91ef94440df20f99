package outcry.simulation.planted;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Changes the bytes of a class as a {@link Mutation} says. */
final class Mutator {

  private final ClassLoader classes;
  private final ClassFile format;
  private int changes;

  /**
   * @param classes where the class files are found
   */
  Mutator(ClassLoader classes) {
    this.classes = classes;
    this.format =
        ClassFile.of(
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(classes)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /**
   * @throws IllegalStateException if there is nothing to change: the code is another one now
   */
  byte[] mutate(byte[] original, Mutation mutation) {
    changes = 0;
    var model = format.parse(original);
    var changed =
        format.transformClass(
            model,
            ClassTransform.transformingMethods(
                method -> isMeant(method, mutation.method()),
                (builder, element) -> {
                  if (element instanceof CodeModel code) {
                    change(builder, code, mutation);
                  } else {
                    builder.with(element);
                  }
                }));
    if (changes == 0) {
      throw new IllegalStateException("nothing to change for " + mutation);
    }
    return changed;
  }

  private static boolean isMeant(MethodModel method, String name) {
    var found = method.methodName().stringValue();
    return found.equals(name) || found.startsWith("lambda$" + name + "$");
  }

  private void change(
      java.lang.classfile.MethodBuilder builder, CodeModel code, Mutation mutation) {
    switch (mutation) {
      case Mutation.Returns returns -> {
        var method = code.parent().orElseThrow();
        if (method.methodName().equalsString(returns.method())) {
          var type = method.methodTypeSymbol().returnType();
          builder.withCode(body -> push(body, type, returns.constant()).return_(kind(type)));
          changes++;
        } else {
          builder.with(code); // a lambda that nobody will call any more
        }
      }
      case Mutation.Skips skips ->
          builder.transformCode(
              code,
              (body, element) -> {
                if (element instanceof InvokeInstruction call
                    && isMeant(call, skips.calledType(), skips.called())) {
                  skip(body, call, skips.constant());
                  changes++;
                } else {
                  body.with(element);
                }
              });
      case Mutation.Detour detour ->
          builder.transformCode(code, (body, element) -> detour(body, element, detour));
    }
  }

  private static boolean isMeant(InvokeInstruction call, String type, String name) {
    return call.owner().asInternalName().replace('/', '.').equals(type)
        && call.name().equalsString(name);
  }

  /** Takes off the stack what the call would have taken, and puts the constant there. */
  private static void skip(CodeBuilder body, InvokeInstruction call, Object constant) {
    var type = call.typeSymbol();
    for (int i = type.parameterCount() - 1; i >= 0; i--) {
      if (kind(type.parameterType(i)).slotSize() == 2) {
        body.pop2();
      } else {
        body.pop();
      }
    }
    if (call.opcode() != Opcode.INVOKESTATIC) {
      body.pop();
    }
    push(body, type.returnType(), constant);
  }

  private static CodeBuilder push(CodeBuilder body, ClassDesc type, Object constant) {
    return switch (kind(type)) {
      case VOID -> body;
      case BOOLEAN -> body.loadConstant(Boolean.TRUE.equals(constant) ? 1 : 0);
      case LONG -> body.loadConstant(((Number) constant).longValue());
      case INT, SHORT, BYTE, CHAR -> body.loadConstant(((Number) constant).intValue());
      case REFERENCE -> body.aconst_null();
      case FLOAT, DOUBLE -> throw new IllegalStateException("no core has a " + type.displayName());
    };
  }

  private static TypeKind kind(ClassDesc type) {
    return TypeKind.from(type);
  }

  private void detour(CodeBuilder body, CodeElement element, Mutation.Detour detour) {
    if (element instanceof InvokeInstruction call
        && isMeant(call, detour.calledType(), detour.called())) {
      body.invokestatic(
          ClassDesc.of(Detours.class.getName()), detour.detour(), typeOf(detour.detour()));
      changes++;
    } else {
      body.with(element);
    }
  }

  private MethodTypeDesc typeOf(String detour) {
    for (var method : format.parse(ClassBytes.of(classes, Detours.class.getName())).methods()) {
      if (method.methodName().equalsString(detour)) {
        return method.methodTypeSymbol();
      }
    }
    throw new IllegalStateException("there is no detour " + detour);
  }
}
