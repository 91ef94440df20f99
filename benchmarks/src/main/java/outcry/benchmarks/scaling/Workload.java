package outcry.benchmarks.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * What the cluster has to carry. Assumed, not measured: the busy minutes of a large house.
 *
 * @param partitions of accounts
 * @param eventsPerSecond quotes and trades of all instruments together; by Zipf's law, exponent 0.8
 * @param strategies each trades one account and listens to some instruments
 * @param heardPerStrategy instruments, the busy ones more often
 * @param ordersPerSecond of all accounts together
 * @param rowsPerOrder journaled: intent, acknowledgement, end
 */
record Workload(
    int accounts,
    int partitions,
    int instruments,
    double eventsPerSecond,
    int strategies,
    int heardPerStrategy,
    double ordersPerSecond,
    int rowsPerOrder) {

  static final Workload LARGE = new Workload(1_000, 256, 10_000, 200_000, 2_000, 10, 5_000, 3);

  private static final double ZIPF = 0.8;
  private static final long SEED = 1;

  /** Events a second of each instrument, the busiest first. */
  double[] rates() {
    var rates = new double[instruments];
    double sum = 0;
    for (int i = 0; i < instruments; i++) {
      rates[i] = Math.pow(i + 1, -ZIPF);
      sum += rates[i];
    }
    for (int i = 0; i < instruments; i++) {
      rates[i] *= eventsPerSecond / sum;
    }
    return rates;
  }

  /** Which instruments each strategy hears; the same at every call. */
  List<TreeSet<Integer>> heard() {
    var random = new SplittableRandom(SEED);
    var sums = new double[instruments];
    double sum = 0;
    var rates = rates();
    for (int i = 0; i < instruments; i++) {
      sum += rates[i];
      sums[i] = sum;
    }
    var heard = new ArrayList<TreeSet<Integer>>();
    for (int strategy = 0; strategy < strategies; strategy++) {
      var own = new TreeSet<Integer>();
      while (own.size() < heardPerStrategy) {
        int found = java.util.Arrays.binarySearch(sums, random.nextDouble(sum));
        own.add(Math.min(instruments - 1, found < 0 ? -found - 1 : found));
      }
      heard.add(own);
    }
    return heard;
  }

  int partitionOf(int strategy) {
    return strategy % accounts % partitions;
  }
}
