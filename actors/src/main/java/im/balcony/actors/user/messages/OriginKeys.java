package im.balcony.actors.user.messages;

import im.balcony.actors.session.SessionId;
import im.balcony.persistence.event.conversation.ConversationState;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What makes a message that is sent again recognisable (invariant I3): its origin-id (XEP-0359
 * section 3.2), else its id together with its payload, else the submission itself.
 */
public final class OriginKeys {
  private static final int ORIGIN_ID_CHARS_MAX = 128;

  private OriginKeys() {}

  /** The key of a message that this session submits under this number. */
  public static String of(Message message, SessionId session, long number) {
    for (var child : message.element().elements()) {
      if (child.is("origin-id", StanzaIds.NAMESPACE)) {
        var id = child.attribute("id");
        if (id != null && !id.isEmpty()) {
          return id.length() <= ORIGIN_ID_CHARS_MAX
              ? ConversationState.originKeyOf(id)
              : "h:" + hash(id);
        }
      }
    }
    var id = message.id();
    return id == null || id.isEmpty()
        ? "n:" + session.value() + ':' + number
        : "i:" + hash(id + '\n' + message.to() + '\n' + payload(message));
  }

  private static String payload(Message message) {
    var payload = new StringBuilder();
    for (XmlElement child : message.element().elements()) {
      payload.append(child.toXml());
    }
    return payload.toString();
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
