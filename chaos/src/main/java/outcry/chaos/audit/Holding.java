package outcry.chaos.audit;

import java.util.Comparator;

/** What a position is in. */
record Holding(String account, String symbol) {
  static final Comparator<Holding> ORDER =
      Comparator.comparing(Holding::account).thenComparing(Holding::symbol);
}
