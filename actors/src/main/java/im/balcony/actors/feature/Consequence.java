package im.balcony.actors.feature;

import im.balcony.actors.user.pubsub.Node;
import im.balcony.actors.user.roster.SubscriptionKind;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;

/** What happens beside the answer to a request; the account's User carries it out. */
public sealed interface Consequence {

  /** The contact's item as it is now goes to all clients that asked for the roster. */
  record PushRoster(Jid contact) implements Consequence {}

  /** The asking client alone gets these IQ sets (interim pushes of RFC 6121 2.6.3). */
  record PushToAsker(List<XmlElement> payloads) implements Consequence {}

  /**
   * The asking client gets roster pushes from now on.
   *
   * @param annotated whether they say which contacts are channels (XEP-0405 section 2.10)
   */
  record RosterRequested(boolean annotated) implements Consequence {}

  /** The account takes part in this channel: its clients are there (XEP-0405 section 2.9). */
  record ShowInChannel(Jid channel) implements Consequence {}

  /** The asking client gets block list pushes from now on (XEP-0191 3.3). */
  record BlockListRequested() implements Consequence {}

  /** The payload goes to all clients that asked for the block list. */
  record PushBlockList(XmlElement payload) implements Consequence {}

  /**
   * The asking client was told of services, and is told when they change (XEP-0215 3.2).
   *
   * @param list of them, as text
   */
  record ServicesTold(String list) implements Consequence {}

  /** These addresses see the account go (XEP-0191 3.3). */
  record HidePresence(List<Jid> from) implements Consequence {}

  /** These addresses see the account again (XEP-0191 3.4). */
  record ShowPresence(List<Jid> to) implements Consequence {}

  /**
   * A subscription stanza of the account goes to the contact.
   *
   * @param sawPresence whether the contact is to see the account's resources go first
   */
  record SendSubscription(Jid contact, SubscriptionKind kind, boolean sawPresence)
      implements Consequence {}

  /** The asking client gets copies of the other clients' messages, or no more (XEP-0280). */
  record SetCarbons(boolean enabled) implements Consequence {}

  /** The asking client reads the archive: nothing needs to be kept for it (XEP-0160). */
  record ArchiveUsed() implements Consequence {}

  /** The asking client follows the list of conversations: it is told of changes. */
  record InboxUsed() implements Consequence {}

  /** The conversation as it is now goes to all other clients that follow the list. */
  record PushRow(Jid peer, String type) implements Consequence {}

  /** A client published how far it has shown a conversation (XEP-0490). */
  record Displayed(XmlElement payload) implements Consequence {}

  /** All the account's clients are told the properties of its conversation with the peer. */
  record TellBox(Jid peer) implements Consequence {}

  /** What conversations were told about who may write no longer holds. */
  record AdmissionChanged() implements Consequence {}

  /**
   * Whoever may see the account's node, and wants to, is told (XEP-0163 section 4.3).
   *
   * @param node as it is now, or was before it was deleted
   */
  record NotifyNode(String name, Node node, XmlElement event) implements Consequence {}

  /** One address is told what happened to a node, as it asked to. */
  record NotifySubscriber(Jid subscriber, XmlElement event) implements Consequence {}

  /** The account's picture is another one: whoever sees its presence is told (XEP-0398 3.3). */
  record AvatarChanged() implements Consequence {}

  /** The sessions of this client's installation end (XEP-0494). */
  record EndClient(String userAgentId) implements Consequence {}

  /** The account ends, and all its sessions; the result is sent when that is durable. */
  record CloseAccount() implements Consequence {}
}
