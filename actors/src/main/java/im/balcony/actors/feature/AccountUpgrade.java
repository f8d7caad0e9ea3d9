package im.balcony.actors.feature;

import im.balcony.actors.user.account.AccountState;
import im.balcony.persistence.event.account.AccountEvent;
import java.time.Instant;
import java.util.List;

/** What earlier servers kept in another way is written anew when an account is opened. */
public interface AccountUpgrade {

  /**
   * What is still to be written; nothing for an account that is as it should be.
   *
   * @param now when it is written
   */
  List<AccountEvent> events(AccountState state, Instant now);
}
