package outcry.launcher.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import outcry.launcher.ExitCode;
import outcry.simulation.Campaign;
import outcry.simulation.Outcome;
import outcry.simulation.Simulation;
import outcry.simulation.kernel.Trace;
import outcry.simulation.planted.Hunt;
import outcry.simulation.planted.PlantedBug;
import outcry.simulation.planted.PlantedBugs;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lives whole clusters in virtual time and audits them. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "live whole clusters in virtual time, with faults, and audit them")
public final class SimulateCommand implements Callable<Integer> {

  private static final long SEEDS_MAX = 1_000_000_000_000L;
  private static final long MINUTES_MAX = 1_000_000;
  private static final long PLANTED_SEEDS = 20_000;
  private static final String ALL = "all";
  private static final double NANOS_PER_HOUR = 3.6e12;
  private static final double NANOS_PER_SECOND = 1e9;

  /** What to do. */
  static final class What {
    @Option(names = "--seed", description = "tell the life of one seed, line by line")
    private Long seed;

    @Option(
        names = "--planted",
        paramLabel = "NAME",
        description = "look for one planted bug, or for all of them; --seeds says how long")
    private String planted;
  }

  @ArgGroup private What what = new What();

  @Option(names = "--seeds", description = "how many seeds, from 1 on (with --planted: 20000)")
  private Long seeds;

  @Option(names = "--minutes", description = "end after this many minutes, if not before")
  private Long minutes;

  @Option(names = "--json", description = "print one line of JSON at the end and nothing else")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    requireRange("--seeds", seeds, SEEDS_MAX);
    requireRange("--minutes", minutes, MINUTES_MAX);
    if (what.seed != null) {
      refuseWith("--seed", seeds != null || minutes != null);
      return tell(what.seed);
    }
    if (what.planted != null) {
      refuseWith("--planted", minutes != null);
      return hunt(bugs(what.planted));
    }
    if (seeds == null && minutes == null) {
      throw usage("say --seed, --seeds, --minutes or --planted");
    }
    return campaign();
  }

  private void requireRange(String option, Long value, long most) {
    if (value != null && (value < 1 || value > most)) {
      throw usage(option + " must be 1 to " + most + ", was " + value);
    }
  }

  private void refuseWith(String option, boolean another) {
    if (another) {
      throw usage(
          option
              + " goes with "
              + (option.equals("--seed") ? "--json" : "--seeds, --json")
              + " only");
    }
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private int tell(long seed) {
    long start = System.nanoTime();
    var outcome = Simulation.run(seed, json ? Trace.OFF : new Trace(out()::println));
    if (json) {
      print(
          report(
              1,
              outcome.isGood() ? 0 : 1,
              outcome.isGood() ? null : outcome,
              outcome.virtualNanos(),
              outcome.events(),
              start));
    } else {
      out().println(text(outcome));
    }
    return outcome.isGood() ? ExitCode.OK : ExitCode.NOT_CLEAN;
  }

  private static String text(Outcome outcome) {
    return "seed "
        + outcome.seed()
        + ": "
        + (outcome.isGood() ? "good" : outcome.violation())
        + "; "
        + outcome.events()
        + " events, fingerprint "
        + Long.toHexString(outcome.fingerprint());
  }

  private int campaign() {
    long start = System.nanoTime();
    long end = minutes == null ? Long.MAX_VALUE : start + TimeUnit.MINUTES.toNanos(minutes);
    var progress = new Progress(spec.commandLine().getErr());
    var report =
        Campaign.run(
            1,
            seeds == null ? SEEDS_MAX : seeds,
            () -> System.nanoTime() - end >= 0,
            progress::lived);
    var first = report.failed().isEmpty() ? null : report.failed().getFirst();
    if (json) {
      print(
          report(
              report.seeds(),
              report.failures(),
              first,
              report.virtualNanos(),
              report.events(),
              start));
    } else {
      report.failed().forEach(failed -> out().println(text(failed)));
      out()
          .printf(
              "%d seeds, %d failures; %.1f simulated hours in %.1f s%n",
              report.seeds(),
              report.failures(),
              report.virtualNanos() / NANOS_PER_HOUR,
              (System.nanoTime() - start) / NANOS_PER_SECOND);
      if (first != null) {
        out().println("replay with: ./outcry simulate --seed " + first.seed());
      }
    }
    return first == null ? ExitCode.OK : ExitCode.NOT_CLEAN;
  }

  private static ObjectNode report(
      long seeds,
      long failures,
      Outcome firstFailing,
      long virtualNanos,
      long events,
      long startNanos) {
    var node = new ObjectMapper().createObjectNode();
    node.put("seeds", seeds);
    node.put("failures", failures);
    if (firstFailing == null) {
      node.putNull("firstFailingSeed");
      node.putNull("violation");
    } else {
      node.put("firstFailingSeed", firstFailing.seed());
      node.put("violation", firstFailing.violation().toString());
    }
    node.put("simulatedHours", virtualNanos / NANOS_PER_HOUR);
    node.put("events", events);
    node.put("wallSeconds", (System.nanoTime() - startNanos) / NANOS_PER_SECOND);
    return node;
  }

  private List<PlantedBug> bugs(String name) {
    if (name.equals(ALL)) {
      return PlantedBugs.all();
    }
    return List.of(
        PlantedBugs.named(name)
            .orElseThrow(
                () ->
                    usage(
                        "--planted knows no "
                            + name
                            + "; it knows all, "
                            + String.join(
                                ", ", PlantedBugs.all().stream().map(PlantedBug::name).toList()))));
  }

  private int hunt(List<PlantedBug> bugs) {
    var results = Hunt.all(bugs, seeds == null ? PLANTED_SEEDS : seeds);
    long found = results.stream().filter(Hunt.Result::isFound).count();
    if (json) {
      var node = new ObjectMapper().createObjectNode();
      node.put("planted", results.size());
      node.put("found", found);
      node.put("missed", results.size() - found);
      var needed = node.putObject("seedsNeeded");
      for (var result : results) {
        if (result.isFound()) {
          needed.put(result.bug().name(), result.seedsNeeded());
        } else {
          needed.putNull(result.bug().name());
        }
      }
      print(node);
    } else {
      for (var result : results) {
        out()
            .printf(
                "%-34s %s%n",
                result.bug().name(),
                result.isFound()
                    ? "seed " + result.seedsNeeded() + ": " + result.violation()
                    : "MISSED in " + result.seedsNeeded() + " seeds");
      }
      out().printf("%d planted, %d found%n", results.size(), found);
    }
    return found == results.size() ? ExitCode.OK : ExitCode.NOT_CLEAN;
  }

  private void print(ObjectNode node) {
    out().println(node);
  }
}
