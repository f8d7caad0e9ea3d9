package im.balcony.protocol.xep.muc;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is in a room, or is to be (XEP-0045 sections 14.2 and 14.3); what is not said is
 * null.
 *
 * @param actor nickname of who made the change
 * @param reason for people, at most {@link Muc#REASON_CHARS_MAX} characters
 */
public record MucItem(
    @Nullable Affiliation affiliation,
    @Nullable Role role,
    @Nullable Jid jid,
    @Nullable String nick,
    @Nullable String actor,
    @Nullable String reason) {
  static final String NAME = "item";

  private static final String ACTOR = "actor";

  public static MucItem of(Affiliation affiliation, Role role) {
    return new MucItem(affiliation, role, null, null, null, null);
  }

  /** Empty when a value is none that there is. */
  static Optional<MucItem> read(XmlElement element) {
    var affiliation = element.attribute("affiliation");
    var role = element.attribute("role");
    var jid = element.attribute("jid");
    var known =
        new MucItem(
            Affiliation.of(affiliation).orElse(null),
            Role.of(role).orElse(null),
            Jid.tryParse(jid).orElse(null),
            element.attribute("nick"),
            element
                .child(ACTOR, element.namespace())
                .map(actor -> actor.attribute("nick"))
                .orElse(null),
            element
                .child("reason", element.namespace())
                .map(XmlElement::text)
                .map(Muc::reason)
                .orElse(null));
    var complete =
        (affiliation == null) == (known.affiliation == null)
            && (role == null) == (known.role == null)
            && (jid == null) == (known.jid == null);
    return complete ? Optional.of(known) : Optional.empty();
  }

  public MucItem withRole(@Nullable Role other) {
    return new MucItem(affiliation, other, jid, nick, actor, reason);
  }

  public MucItem withActor(@Nullable String other) {
    return new MucItem(affiliation, role, jid, nick, other, reason);
  }

  public MucItem withJid(@Nullable Jid other) {
    return new MucItem(affiliation, role, other, nick, actor, reason);
  }

  public MucItem withNick(@Nullable String other) {
    return new MucItem(affiliation, role, jid, other, actor, reason);
  }

  public MucItem withReason(@Nullable String other) {
    return new MucItem(affiliation, role, jid, nick, actor, other);
  }

  XmlElement toElement(String namespace) {
    var item =
        XmlElement.named(NAME, namespace)
            .attribute("affiliation", affiliation == null ? null : affiliation.value())
            .attribute("role", role == null ? null : role.value())
            .attribute("jid", jid == null ? null : jid.toString())
            .attribute("nick", nick);
    if (actor != null) {
      item.child(XmlElement.named(ACTOR, namespace).attribute("nick", actor).build());
    }
    if (reason != null) {
      item.child(XmlElement.named("reason", namespace).text(reason).build());
    }
    return item.build();
  }
}
