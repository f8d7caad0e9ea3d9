package im.balcony.actors.user.front;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jmi.CallSignal;
import im.balcony.protocol.xep.muc.Invitation;
import im.balcony.protocol.xep.push.PushContent;
import im.balcony.protocol.xep.push.PushTerms;
import im.balcony.protocol.xml.XmlElement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What devices can read of messages that wake them, before it is cut to what they take. */
final class PushTexts {
  private PushTexts() {}

  /** A message of a conversation; of an encrypted one the text for who cannot read it. */
  static PushContent said(XmlElement message) {
    var from = Jid.tryParse(message.attribute("from"));
    return PushContent.said(
        PushContent.Kind.CHAT,
        from.map(jid -> jid.bare().toString()).orElse(""),
        null,
        body(message));
  }

  /** A message of a room. */
  static PushContent saidInRoom(Jid room, @Nullable String nickname, XmlElement message) {
    return PushContent.said(PushContent.Kind.GROUPCHAT, room.toString(), nickname, body(message));
  }

  /** An invitation that the room passes on: its words, or the reason that was given. */
  static PushContent invited(Jid room, Invitation invitation, XmlElement message) {
    var body = body(message);
    return PushContent.said(
        PushContent.Kind.GROUPCHAT,
        room.toString(),
        invitation.other().bare().toString(),
        body == null ? invitation.reason() : body);
  }

  private static @Nullable String body(XmlElement message) {
    return message
        .child("body", message.namespace())
        .map(XmlElement::text)
        .map(text -> text.substring(0, text.offsetByCodePoints(0, kept(text))))
        .orElse(null);
  }

  /** More of it would fit nowhere. */
  private static int kept(String text) {
    return Math.min(text.codePointCount(0, text.length()), PushTerms.TEXT_CHARS_MAX);
  }

  /**
   * A proposal (XEP-0353) or an invitation (XEP-0482): the element of the call, not the message.
   */
  static PushContent call(XmlElement message, String sessionId) {
    var from = message.attribute("from");
    var signal = CallSignal.in(message);
    var element =
        message.elements().stream()
            .filter(PushCause::beginsCall)
            .findFirst()
            .map(XmlElement::toXml);
    return PushContent.call(
        from == null ? "" : from,
        sessionId,
        signal.map(CallSignal::media).orElseGet(Set::of),
        element.filter(xml -> xml.length() <= PushTerms.TEXT_CHARS_MAX).orElse(null));
  }
}
