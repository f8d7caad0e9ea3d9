package im.balcony.actors.feature.pubsub;

import im.balcony.actors.user.account.AccountState;
import im.balcony.actors.user.pubsub.Node;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.pubsub.Affiliation;
import im.balcony.protocol.xep.pubsub.PubsubError;
import java.util.Collections;
import java.util.Optional;

/** Who may see a node of an account (XEP-0060 sections 4.5 and 6.1.3); looked at each time. */
public final class NodeAccess {
  private NodeAccess() {}

  /** Whether this address gets what the node holds. */
  public static boolean maySee(AccountState account, Jid owner, Node node, Jid asker) {
    return refusal(account, owner, node, asker).isEmpty();
  }

  /** Why the asker may not see the node, empty when it may. */
  static Optional<StanzaError> refusal(AccountState account, Jid owner, Node node, Jid asker) {
    if (owner.equals(asker.bare())) {
      return Optional.empty();
    }
    var affiliation = node.affiliation(asker);
    if (affiliation == Affiliation.OUTCAST) {
      return Optional.of(StanzaError.forbidden());
    }
    return affiliation == Affiliation.MEMBER
        ? Optional.empty()
        : refusalByModel(account, node, asker);
  }

  private static Optional<StanzaError> refusalByModel(AccountState account, Node node, Jid asker) {
    return switch (node.config().access()) {
      case OPEN -> Optional.empty();
      case PRESENCE ->
          account.sharesPresenceWith(asker)
              ? Optional.empty()
              : Optional.of(PubsubError.presenceSubscriptionRequired());
      case ROSTER ->
          isInGroup(account, node, asker)
              ? Optional.empty()
              : Optional.of(PubsubError.notInRosterGroup());
      case WHITELIST -> Optional.of(PubsubError.closedNode());
    };
  }

  private static boolean isInGroup(AccountState account, Node node, Jid asker) {
    var item = account.roster().items().get(asker.bare());
    return item != null
        && item.from()
        && !Collections.disjoint(item.groups(), node.config().rosterGroups());
  }
}
