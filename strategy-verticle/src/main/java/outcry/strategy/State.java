package outcry.strategy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field of a strategy that is kept: saved with the commands of the callback that changed it,
 * about once a second otherwise, and set again before {@code onStart} of the next run, wherever
 * that is.
 *
 * <p>Types: {@code long}, {@code int}, {@code boolean}, {@code double}, {@link String}, {@link
 * java.math.BigDecimal}, {@link outcry.model.Decimal}, enums, records of these, {@link
 * java.util.List} of these and {@link java.util.Map} from String, Long, Integer or an enum to
 * these. Neither static nor final. Set it where it is declared, not in {@code onStart}: that would
 * undo what was kept.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface State {}
