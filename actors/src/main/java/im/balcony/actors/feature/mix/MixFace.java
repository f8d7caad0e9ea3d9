package im.balcony.actors.feature.mix;

import im.balcony.persistence.archive.RoomTombstones;
import im.balcony.persistence.event.room.RoomEvent.MessageRetracted;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.mix.Mix;
import im.balcony.protocol.xep.mix.MixMisc;
import im.balcony.protocol.xep.mix.MixPresence;
import im.balcony.protocol.xep.mix.ParticipantAddress;
import im.balcony.protocol.xep.moderation.Moderation;
import im.balcony.protocol.xep.occupantid.OccupantIds;
import im.balcony.protocol.xep.retraction.Retraction;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/**
 * The stanzas of a channel, without the address of who gets them.
 *
 * @param secret what its participants' ids are made with
 * @param visible whether everybody sees real addresses (XEP-0404 section 2.2)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MixFace(Jid channel, byte[] secret, boolean visible) {
  private static final String CLIENT = "jabber:client";

  public String idOf(Jid account) {
    return ParticipantAddress.idOf(secret, account);
  }

  /** What others see of this address. */
  public @Nullable Jid shown(Jid address) {
    return visible ? address : null;
  }

  /**
   * What was said (XEP-0369 section 7.1.6).
   *
   * @param said as it is kept
   * @param id of the channel's archive; 0 for what is not kept
   */
  public XmlElement said(String nick, Jid from, XmlElement said, long id) {
    var clean =
        OccupantIds.without(StanzaIds.withoutStanzaIds(said, channel::equals))
            .withoutChildren(child -> child.is("mix", Mix.NAMESPACE))
            .withAttribute("from", channel.withResource(idOf(from)).toString())
            .withChild(Mix.sender(nick, shown(from.bare())));
    var told = MixMisc.tombstone(MixMisc.inBothWords(clean), buriedBy(clean, from));
    return id == 0
        ? told
        : told.withAttribute("id", Long.toString(id))
            .withChild(StanzaIds.stanzaIdElement(Long.toString(id), channel));
  }

  /**
   * The same, or what the room itself says (XEP-0425 section 3.1).
   *
   * @param nick null for the room
   */
  public XmlElement kept(@Nullable String nick, Jid from, XmlElement said, long id) {
    if (nick != null) {
      return said(nick, from, said, id);
    }
    var whole = MixMisc.inBothWords(said).withAttribute("from", channel.toString());
    return id == 0
        ? whole
        : whole
            .withAttribute("id", Long.toString(id))
            .withChild(StanzaIds.stanzaIdElement(Long.toString(id), channel));
  }

  /** What is shown of a message that was taken back: the tombstone, and who had said it. */
  public XmlElement buried(XmlElement shown, MessageRetracted retracted) {
    var grave = RoomTombstones.of(shown, retracted);
    for (var child : shown.elements()) {
      if (child.is("mix", Mix.NAMESPACE) || child.namespace().equals(StanzaIds.NAMESPACE)) {
        grave = grave.withChild(child);
      }
    }
    return MixMisc.tombstone(grave, buriedBy(grave, Jid.parse(retracted.from())));
  }

  /** Whoever has said it, unless a moderator took it back. */
  private @Nullable Jid buriedBy(XmlElement grave, Jid author) {
    var moderated =
        grave
            .child("retracted", Retraction.NAMESPACE)
            .flatMap(retracted -> retracted.child("moderated", Moderation.NAMESPACE));
    return moderated.isPresent()
        ? Jid.tryParse(moderated.get().attribute("by")).orElse(null)
        : visible ? author.bare() : addressOf(author.bare());
  }

  /** Somebody's client is there (XEP-0403 section 4.1). */
  public XmlElement present(String nick, Jid client, XmlElement told) {
    return MixPresence.without(told)
        .withAttribute("from", addressOf(client).toString())
        .withChild(MixPresence.of(nick, shown(client)));
  }

  /** It is not there any more (XEP-0403 section 4.3). */
  public XmlElement gone(String nick, Jid client) {
    return XmlElement.named("presence", CLIENT)
        .attribute("from", addressOf(client).toString())
        .attribute("type", "unavailable")
        .child(MixPresence.of(nick, shown(client)))
        .build();
  }

  /** A client by its account's id; its resource tells nothing where addresses are hidden. */
  public Jid addressOf(Jid client) {
    var account = ParticipantAddress.of(channel, idOf(client));
    var resource = client.resource();
    if (resource == null) {
      return account;
    }
    return account.withResource(visible ? resource : ParticipantAddress.clientOf(secret, client));
  }

  /** What a node tells those who hear of it. */
  public XmlElement event(XmlElement event) {
    return XmlElement.named("message", CLIENT)
        .attribute("from", channel.toString())
        .child(event)
        .build();
  }
}
