package outcry.strategy;

/** A timer on its way between a session and the event loop. */
final class PendingTimer implements StrategyTimer {

  private final Session session;
  private final String name;
  private final Schedule schedule;
  private final Runnable action;
  private boolean over;

  PendingTimer(Session session, String name, Schedule schedule, Runnable action) {
    this.session = session;
    this.name = name;
    this.schedule = schedule;
    this.action = action;
  }

  @Override
  public String name() {
    return name;
  }

  Schedule schedule() {
    return schedule;
  }

  /** On the strategy's thread. */
  void fire(long dueNanos) {
    if (over) {
      return;
    }
    if (schedule.kind() != Schedule.Kind.EVERY) {
      over = true;
      session.timerOver();
    }
    session.because("timer:" + name + ":" + dueNanos);
    action.run();
  }

  @Override
  public void cancel() {
    if (!over) {
      over = true;
      session.canceled(this);
    }
  }
}
