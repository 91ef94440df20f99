package outcry.simulation.database;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import outcry.journal.Ownership;
import outcry.model.cluster.LeaseTerms;
import outcry.simulation.fault.Weather;
import outcry.simulation.kernel.Chance;
import outcry.simulation.kernel.VirtualScheduler;

/** One database for the whole cluster: reached through connections, away now and then. */
public final class SimulatedDatabase {

  private final VirtualScheduler scheduler;
  private final Chance chance;
  private final Weather weather;
  private final Tables tables;
  private final LeaseTerms terms;
  private final Map<Integer, ProjectionTables> projections = new TreeMap<>();
  private boolean away;

  public SimulatedDatabase(
      VirtualScheduler scheduler, Chance chance, Weather weather, Tables tables, LeaseTerms terms) {
    this.scheduler = scheduler;
    this.chance = chance;
    this.weather = weather;
    this.tables = tables;
    this.terms = terms;
  }

  /** Draws when it will be away. */
  public void plan(long withinNanos) {
    var faults = weather.database();
    for (int i = 0; i < faults.outages(); i++) {
      scheduler.after(
          chance.between(0, withinNanos),
          () -> {
            away = true;
            scheduler.after(chance.between(1, faults.outageMaxNanos()), () -> away = false);
          });
    }
  }

  /** Whatever is wrong is over. */
  public void clearUp() {
    away = false;
  }

  public long nowNanos() {
    return scheduler.nowNanos();
  }

  public Connection connect() {
    return new Connection(this);
  }

  public Tables tables() {
    return tables;
  }

  public ProjectionTables projection(int partition) {
    return projections.computeIfAbsent(partition, _ -> new ProjectionTables());
  }

  boolean isAway() {
    return away;
  }

  VirtualScheduler scheduler() {
    return scheduler;
  }

  Chance chance() {
    return chance;
  }

  Weather weather() {
    return weather;
  }

  /** The transaction of a claim; empty if somebody else's lease is not over. */
  public Optional<Ownership> claim(int partition, String process) {
    long now = scheduler.nowNanos();
    var row = tables.lease(partition);
    if (!row.isFreeFor(process, now)) {
      return Optional.empty();
    }
    var claimed = row.claimed(process, now, terms);
    tables.lease(partition, claimed);
    return Optional.of(
        new Ownership(partition, claimed.epoch(), process, tables.lastSequence(partition)));
  }

  /** The transaction of a renewal; false if somebody else has claimed it. */
  public boolean renew(int partition, String process, long epoch) {
    var row = tables.lease(partition);
    if (!row.isRenewableBy(process, epoch)) {
      return false;
    }
    tables.lease(partition, row.renewed(scheduler.nowNanos(), terms));
    return true;
  }
}
