package outcry.launcher.keys;

import java.util.List;
import java.util.Set;
import outcry.model.access.Scope;

/** Where keys are made, listed and revoked. Blocks. */
interface Keyring {

  /**
   * What is shown of a key.
   *
   * @param scopes and
   * @param accounts with commas; no accounts: all
   * @param state LIVE, EXPIRED or REVOKED
   */
  record Row(
      String id, String name, String scopes, String accounts, String expires, String state) {}

  /** Returns what its owner has to keep; it is shown only once. */
  String create(String name, Set<Scope> scopes, List<String> accounts, int days);

  /** The newest first. */
  List<Row> list();

  /** Returns whether it could be used until now. */
  boolean revoke(String id);
}
