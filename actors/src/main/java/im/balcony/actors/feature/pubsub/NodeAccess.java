package im.balcony.actors.feature.pubsub;

import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.user.account.AccountState;
import im.balcony.actors.user.pubsub.Node;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.avatar.UserAvatar;
import im.balcony.protocol.xep.pubsub.AccessModel;
import im.balcony.protocol.xep.pubsub.Affiliation;
import im.balcony.protocol.xep.pubsub.PubsubError;
import im.balcony.protocol.xep.vcard4.VCard4;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** Who may see a node of an account (XEP-0060 sections 4.5 and 6.1.3); looked at each time. */
public final class NodeAccess {
  /** What tells who somebody is: the card and the picture (XEP-0292, XEP-0084). */
  private static final Set<String> OF_A_PERSON =
      Set.of(VCard4.NODE, UserAvatar.METADATA, UserAvatar.DATA);

  private NodeAccess() {}

  /** Whether this address gets what the node holds. */
  public static boolean maySee(AccountState account, Jid owner, Node node, Jid asker) {
    return refusal(account, owner, node, asker).isEmpty();
  }

  /** Whether the asker may read the node once; what comes later is not told by that. */
  public static boolean mayRead(IqRequest request, String name, Node node) {
    return refusalToRead(request, name, node).isEmpty();
  }

  /**
   * Why the asker may not read the node, empty when it may. Where strangers are admitted "presence"
   * keeps nobody away from what tells who somebody is: without rosters nobody shares it. What the
   * owner has kept for a list or a group stays closed.
   */
  static Optional<StanzaError> refusalToRead(IqRequest request, String name, Node node) {
    var refusal = refusal(request.state(), request.account(), node, request.asker());
    var admitted =
        request.strangersAdmitted()
            && OF_A_PERSON.contains(name)
            && node.config().access() == AccessModel.PRESENCE
            && node.affiliation(request.asker()) != Affiliation.OUTCAST;
    return admitted ? Optional.empty() : refusal;
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
