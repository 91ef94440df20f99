package outcry.model;

/** What is done about a {@link FindingKind}. */
public enum FindingAction {
  /** The venue is right: its fact becomes ours, as journaled events. */
  ADOPT,
  /** The order goes: it becomes ours and is canceled. */
  CANCEL,
  /** No new risk in the account until people say so; open orders stay, a stop may be among them. */
  HALT,
  /** Nothing changes until people decide; once that takes too long, no new risk either. */
  ASK,
  /** People say that exactly this difference is all right. Never a policy. */
  IGNORE
}
