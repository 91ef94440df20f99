package outcry.gateway.api;

import java.util.List;
import outcry.bus.RefusedException;
import outcry.model.Instruments;
import outcry.model.RefusalCode;

/**
 * What may be named.
 *
 * @param partitions how many order partitions there are
 * @param accounts the accounts people may name
 */
public record Catalogue(int partitions, List<String> accounts, Instruments instruments) {

  public Catalogue {
    accounts = List.copyOf(accounts);
  }

  /**
   * @return the account
   * @throws RefusedException if nobody has it
   */
  String requireAccount(String account) {
    if (!accounts.contains(account)) {
      throw new RefusedException(RefusalCode.UNKNOWN_ACCOUNT, "unknown account: " + account);
    }
    return account;
  }
}
