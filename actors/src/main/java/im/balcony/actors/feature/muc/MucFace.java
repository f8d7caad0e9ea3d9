package im.balcony.actors.feature.muc;

import im.balcony.persistence.archive.RoomTombstones;
import im.balcony.persistence.event.room.RoomEvent.MessageRetracted;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xep.hats.Hat;
import im.balcony.protocol.xep.mam.Mam;
import im.balcony.protocol.xep.muc.Muc;
import im.balcony.protocol.xep.muc.MucUser;
import im.balcony.protocol.xep.occupantid.OccupantIds;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stanzas of a room, without the address of who gets them. */
public final class MucFace {
  private static final String CLIENT = "jabber:client";
  private static final XmlElement PRIVATE = MucUser.of(Set.of()).toElement();

  private final Jid room;

  public MucFace(Jid room) {
    this.room = room;
  }

  /**
   * What a client tells of itself, without addresses and without what only a room may say; this is
   * what is kept of it.
   */
  public static XmlElement told(XmlElement presence) {
    return Hat.without(OccupantIds.without(MucUser.without(presence)))
        .withAttribute("from", null)
        .withAttribute("to", null)
        .withAttribute("id", null)
        .withAttribute("type", null);
  }

  /** Somebody is there (section 7.2.2). */
  public XmlElement present(String nick, XmlElement told, MucUser user, String occupantId) {
    return from(nick, OccupantIds.with(told.withChild(user.toElement()), occupantId));
  }

  /** Somebody is not there any more (sections 7.14, 8.2, 10.9). */
  public XmlElement gone(
      String nick, @Nullable XmlElement farewell, MucUser user, @Nullable String occupantId) {
    var presence =
        XmlElement.named("presence", CLIENT)
            .attribute("from", room.withResource(nick).toString())
            .attribute("type", "unavailable");
    if (farewell != null) {
      farewell.child("status", CLIENT).ifPresent(presence::child);
    }
    var whole = presence.child(user.toElement()).build();
    return occupantId == null ? whole : OccupantIds.with(whole, occupantId);
  }

  /**
   * What is said to all, as it is kept: without addresses and without what a room or an archive
   * adds.
   */
  public static XmlElement said(XmlElement message) {
    return OccupantIds.without(MucUser.without(message))
        .withoutChildren(
            child ->
                child.namespace().equals(Mam.NAMESPACE)
                    || child.namespace().equals(Carbons.NAMESPACE))
        .withAttribute("from", null)
        .withAttribute("to", null);
  }

  /**
   * What was said, as everybody gets it (section 7.4).
   *
   * @param id of the room's archive; 0 for what is not kept
   */
  public XmlElement reflected(String nick, XmlElement said, String occupantId, long id) {
    var clean = StanzaIds.withoutStanzaIds(said, room::equals);
    var whole = from(nick, OccupantIds.with(clean, occupantId));
    return id == 0 ? whole : whole.withChild(StanzaIds.stanzaIdElement(Long.toString(id), room));
  }

  /**
   * What the room keeps, as everybody gets it.
   *
   * @param nick null when the room itself says it (XEP-0425 section 3.1)
   * @param id of the room's archive; 0 where that stands elsewhere
   */
  public XmlElement kept(@Nullable String nick, XmlElement said, String occupantId, long id) {
    if (nick != null) {
      return reflected(nick, said, occupantId, id);
    }
    var whole = said.withAttribute("from", room.toString());
    return id == 0 ? whole : whole.withChild(StanzaIds.stanzaIdElement(Long.toString(id), room));
  }

  /**
   * What is shown of a message that was taken back: the tombstone, and what the room had added.
   *
   * @param shown to others before, delayed or not
   */
  public XmlElement buried(XmlElement shown, MessageRetracted retracted) {
    var grave = RoomTombstones.of(shown, retracted);
    for (var child : shown.elements()) {
      if (child.namespace().equals(OccupantIds.NAMESPACE)
          || child.namespace().equals(StanzaIds.NAMESPACE)
          || Delay.isStampedBy(child, room::equals)) {
        grave = grave.withChild(child);
      }
    }
    return grave;
  }

  /** The same for somebody who was not there when it was said (section 7.2.13). */
  public XmlElement delayed(XmlElement reflected, Instant at) {
    var clean = reflected.withoutChildren(child -> Delay.isStampedBy(child, room::equals));
    return clean.withChild(new Delay(at, room, "").toElement());
  }

  /** That the room has no subject (section 7.2.15). */
  public XmlElement noSubject() {
    return XmlElement.named("message", CLIENT)
        .attribute("from", room.toString())
        .attribute("type", "groupchat")
        .child(XmlElement.named("subject", CLIENT).build())
        .build();
  }

  /** What one occupant tells another alone (section 7.5). */
  public XmlElement whispered(String nick, XmlElement said, String occupantId) {
    return from(nick, OccupantIds.with(said, occupantId).withChild(PRIVATE));
  }

  /** What its sender keeps of that, marked as clients should mark it (section 7.5). */
  public XmlElement marked(XmlElement said) {
    return said.child("x", Muc.USER).isPresent() ? said : said.withChild(PRIVATE);
  }

  /** That something about the room has changed (section 10.2.1). */
  public XmlElement changed(MucUser user) {
    return XmlElement.named("message", CLIENT)
        .attribute("from", room.toString())
        .attribute("type", "groupchat")
        .child(user.toElement())
        .build();
  }

  /** What the room tells some of its occupants (sections 10.3, 10.6). */
  public XmlElement notice(MucUser user) {
    return XmlElement.named("message", CLIENT)
        .attribute("from", room.toString())
        .child(user.toElement())
        .build();
  }

  /** What the room wants somebody to fill out (sections 8.6 and 9.9). */
  public XmlElement form(DataForm form) {
    return XmlElement.named("message", CLIENT)
        .attribute("from", room.toString())
        .child(form.toElement())
        .build();
  }

  /** That somebody is asked to come, or will not (section 7.8.2). */
  public XmlElement invitation(XmlElement invitation) {
    return XmlElement.named("message", CLIENT)
        .attribute("from", room.toString())
        .child(invitation)
        .build();
  }

  private XmlElement from(String nick, XmlElement stanza) {
    return stanza.withAttribute("from", room.withResource(nick).toString());
  }
}
