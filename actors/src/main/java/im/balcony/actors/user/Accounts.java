package im.balcony.actors.user;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.ScramKeys;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Accounts as login and administration see them; behind it stand the User entities. */
public interface Accounts {

  /**
   * The stored SCRAM keys of an account, one a mechanism; empty when there is no such account.
   * While the account moves to another node the stage waits for it, within a bound.
   */
  CompletionStage<Optional<List<ScramKeys>>> scramKeys(Jid bareJid);

  /** Makes an account; the stage fails with {@link AccountExists} when the address is taken. */
  CompletionStage<Void> create(Jid bareJid, List<ScramKeys> keys);

  /** Replaces the keys; false when there is no such account. */
  CompletionStage<Boolean> changeKeys(Jid bareJid, List<ScramKeys> keys);

  /**
   * Adds keys of a mechanism that the account has none of, for the same password; its tokens and
   * sessions stay (XEP-0480). Where it has some nothing changes; false when there is no such
   * account.
   */
  CompletionStage<Boolean> addKeys(Jid bareJid, ScramKeys keys);

  /** Ends the account and its sessions; its name can be given away again and inherits nothing. */
  CompletionStage<Boolean> remove(Jid bareJid);

  /**
   * The accounts of a domain in pages: at most {@code max} after {@code after} (null for the first
   * page).
   */
  CompletionStage<List<Jid>> list(String domain, Optional<Jid> after, int max);

  /** The address is taken. */
  final class AccountExists extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AccountExists(Jid bareJid) {
      super("account exists: " + bareJid);
    }
  }
}
