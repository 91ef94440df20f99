package outcry.strategy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The default and the range of a parameter. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Tune {

  /** The default as text; without one the parameter must be given. */
  String value() default "";

  /** Smallest allowed number, inclusive. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Largest allowed number, inclusive. */
  double max() default Double.POSITIVE_INFINITY;
}
