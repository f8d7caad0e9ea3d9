package im.balcony.edge.negotiate;

import im.balcony.edge.settings.LoginSettings;
import im.balcony.protocol.jid.Jid;
import java.time.Clock;

/** Brute force gets slower: failures are counted for the account's name and for the address. */
public final class LoginBackoff {
  private final FailureTable accounts;
  private final FailureTable addresses;

  public LoginBackoff(LoginSettings.Backoff settings, Clock clock) {
    this.accounts = table(settings, settings.freeFailuresPerAccount(), clock);
    this.addresses = table(settings, settings.freeFailuresPerAddress(), clock);
  }

  private static FailureTable table(LoginSettings.Backoff settings, int free, Clock clock) {
    return new FailureTable(
        clock,
        free,
        settings.firstWaitMillis(),
        settings.waitSecondsMax() * 1000L,
        settings.forgetSeconds() * 1000L,
        settings.entriesMax());
  }

  /** Names that do not exist are counted like those that do, or this would tell them apart. */
  boolean isFree(Jid account, String address) {
    return accounts.isFree(account.toString()) && addresses.isFree(address);
  }

  void failed(Jid account, String address) {
    accounts.failed(account.toString());
    addresses.failed(address);
  }

  void succeeded(Jid account) {
    accounts.succeeded(account.toString());
  }
}
