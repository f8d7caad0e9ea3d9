package im.balcony.protocol.xep.mix;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;

/**
 * With which somebody may join a channel that it could not join else (XEP-0407 section 6).
 *
 * @param inviter bare JID of who asked for it
 * @param invitee bare JID of who may use it
 * @param channel bare JID
 * @param token by which the channel knows it again: {@link InvitationToken}
 */
public record MixInvitation(Jid inviter, Jid invitee, Jid channel, String token) {
  static final String NAME = "invitation";

  /** Longer tokens are of somebody else. */
  private static final int TOKEN_CHARS_MAX = 128;

  /** Empty when a part is missing, or is no account's address. */
  static Optional<MixInvitation> read(XmlElement element) {
    var inviter = account(element, "inviter");
    var invitee = account(element, "invitee");
    var channel = account(element, "channel");
    var token =
        element
            .child("token", element.namespace())
            .map(XmlElement::text)
            .filter(text -> !text.isEmpty() && text.length() <= TOKEN_CHARS_MAX);
    return inviter.isPresent() && invitee.isPresent() && channel.isPresent() && token.isPresent()
        ? Optional.of(new MixInvitation(inviter.get(), invitee.get(), channel.get(), token.get()))
        : Optional.empty();
  }

  static Optional<Jid> account(XmlElement parent, String name) {
    return parent
        .child(name, parent.namespace())
        .flatMap(child -> Jid.tryParse(child.text()))
        .filter(jid -> jid.isBare() && jid.local() != null);
  }

  XmlElement toElement() {
    return XmlElement.named(NAME, MixMisc.NAMESPACE)
        .child(text("inviter", inviter.toString()))
        .child(text("invitee", invitee.toString()))
        .child(text("channel", channel.toString()))
        .child(text("token", token))
        .build();
  }

  private static XmlElement text(String name, String text) {
    return XmlElement.named(name, MixMisc.NAMESPACE).text(text).build();
  }
}
