package outcry.launcher.run;

import java.nio.file.Path;
import java.util.List;

/**
 * What the command line asked for.
 *
 * @param replay the recording; null when live
 * @param strategies as written; empty for the samples
 * @param reconcile what is done when an account differs from its venue, as written
 * @param report null for none
 * @param dataDir null for the default
 * @param risk null for the limits that are built in
 */
record RunOptions(
    Path replay,
    Speed speed,
    int loops,
    List<String> strategies,
    List<String> reconcile,
    boolean exitAtEnd,
    boolean tornTailAllowed,
    Path report,
    Path dataDir,
    Path risk,
    int httpPort,
    long seed,
    boolean record,
    boolean debug) {}
