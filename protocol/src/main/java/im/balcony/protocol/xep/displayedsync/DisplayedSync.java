package im.balcony.protocol.xep.displayedsync;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.OptionalLong;

/** An item a chat says up to which message it was shown on some device (section 4.1). */
@Xep(number = 490, name = "Message Displayed Synchronization", version = "1.0.1")
public final class DisplayedSync {
  /** The node, and the namespace of what its items hold. */
  public static final String NODE = "urn:xmpp:mds:displayed:0";

  /** Told by servers that publish for a client what stands in its messages (section 4.5.2). */
  public static final String ASSIST_FEATURE = "urn:xmpp:mds:server-assist:0";

  private static final String NAME = "displayed";

  private DisplayedSync() {}

  /** What a client wants published along with its message (section 4.5.3). */
  public static Optional<XmlElement> in(XmlElement message) {
    return message.child(NAME, NODE);
  }

  public static XmlElement without(XmlElement message) {
    return message.withoutChildren(child -> child.is(NAME, NODE));
  }

  /**
   * The id in the account's archive up to which everything was shown; empty when the payload names
   * a message of another archive, such as a room's.
   */
  public static OptionalLong displayedId(XmlElement payload, Jid account) {
    return payload.is(NAME, NODE) ? StanzaIds.archiveId(payload, account) : OptionalLong.empty();
  }

  /** The address whose archive the payload speaks of; empty when it names none. */
  public static Optional<Jid> archive(XmlElement payload) {
    return payload.children("stanza-id", StanzaIds.NAMESPACE).stream()
        .findFirst()
        .flatMap(id -> Jid.tryParse(id.attribute("by")));
  }

  /**
   * The request that publishes it.
   *
   * @param chat as the message was addressed: the item's id
   */
  public static XmlElement publication(String chat, XmlElement displayed) {
    var item =
        XmlElement.named("item", Pubsub.NAMESPACE).attribute("id", chat).child(displayed).build();
    return XmlElement.named("pubsub", Pubsub.NAMESPACE)
        .child(
            XmlElement.named("publish", Pubsub.NAMESPACE)
                .attribute("node", NODE)
                .child(item)
                .build())
        .build();
  }
}
