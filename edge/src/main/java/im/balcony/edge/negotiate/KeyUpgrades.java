package im.balcony.edge.negotiate;

import im.balcony.actors.user.Accounts;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.DecoyKeys;
import im.balcony.protocol.sasl.SaslMechanism;
import im.balcony.protocol.sasl.ScramKeys;
import im.balcony.protocol.sasl.ScramMechanism;
import im.balcony.protocol.xep.saslupgrade.SaslUpgrade;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Accounts that have keys of SCRAM-SHA-1 alone, as they were imported, get those of SCRAM-SHA-256
 * from a client that knows the password (XEP-0480). What is offered is the same on every stream: it
 * tells nobody which accounts there are, nor what they have (XEP-0388 section 3).
 */
public final class KeyUpgrades {
  private static final ScramMechanism TARGET = ScramMechanism.SCRAM_SHA_256;

  private final Accounts accounts;
  private final DecoyKeys decoys;
  private final boolean offered;

  /**
   * @param decoys what strangers are shown of keys that an account lacks
   * @param mechanisms what the operator lets clients log in with
   */
  public KeyUpgrades(Accounts accounts, DecoyKeys decoys, List<SaslMechanism> mechanisms) {
    this.accounts = accounts;
    this.decoys = decoys;
    this.offered =
        mechanisms.stream().anyMatch(each -> each.scram().filter(TARGET::equals).isPresent());
  }

  /** What stands in the stream feature (XEP-0480 section 2.1). */
  List<XmlElement> offers() {
    return offered ? List.of(SaslUpgrade.offer(TARGET)) : List.of();
  }

  /** Whether a client asks for what is offered; other upgrades are let pass (section 2.2). */
  boolean isWanted(XmlElement authenticate) {
    return offered && SaslUpgrade.isWanted(authenticate, TARGET);
  }

  /** The task for an account that has proved its password; none when it has the keys already. */
  CompletionStage<Optional<UpgradeTask>> taskFor(Jid account) {
    return accounts
        .scramKeys(account)
        .thenApply(found -> found.filter(KeyUpgrades::lacksKeys).map(keys -> newTask(account)));
  }

  private static boolean lacksKeys(List<ScramKeys> keys) {
    return keys.stream().noneMatch(each -> each.mechanism() == TARGET);
  }

  /** With the salt that strangers saw before: that it stays tells them of no upgrade. */
  private UpgradeTask newTask(Jid account) {
    var decoy = decoys.of(TARGET, account);
    return new UpgradeTask(TARGET, decoy.salt(), decoy.iterations());
  }

  /** Ends when they are durable; false when the account is gone. */
  CompletionStage<Boolean> store(Jid account, ScramKeys keys) {
    return accounts.addKeys(account, keys);
  }
}
