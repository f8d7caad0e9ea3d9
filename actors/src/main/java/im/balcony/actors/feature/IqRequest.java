package im.balcony.actors.feature;

import im.balcony.actors.user.account.AccountState;
import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request that the server answers, for itself or for an account.
 *
 * @param account whose account is asked; of the server: the asker's own
 * @param state that account as it will be once all that was decided is durable
 * @param session the asking session of that account, null when somebody else asks
 * @param strangersAdmitted whether the operator lets whoever has no subscription ask who somebody
 *     is and what they can do, as a deployment without rosters needs it
 * @param availableResources how many clients of the account are available
 * @param archive where the account's archive stands, once it is open
 */
public record IqRequest(
    Iq iq,
    XmlElement payload,
    Jid asker,
    Jid account,
    AccountState state,
    @Nullable AskingSession session,
    boolean strangersAdmitted,
    int availableResources,
    Supplier<CompletionStage<ArchiveHead>> archive,
    Instant now) {

  /**
   * The session that asks.
   *
   * @param client its installation (XEP-0388), null when it did not name one
   * @param connectedClients the installations that have sessions now (XEP-0388 section 2.3)
   * @param knowsDelivery whether it understands what reliable delivery adds to messages
   */
  public record AskingSession(
      Jid fullJid, @Nullable String client, Set<String> connectedClients, boolean knowsDelivery) {}

  public boolean isSet() {
    return iq.type() == Iq.Type.SET;
  }

  public boolean byOwner() {
    return session != null;
  }
}
