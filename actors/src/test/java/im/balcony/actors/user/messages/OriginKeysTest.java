package im.balcony.actors.user.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.session.SessionId;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.xml.XmlElement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts as the same message (invariant I3). */
class OriginKeysTest {
  private static final SessionId SESSION = new SessionId("s");

  private static Message message(@Nullable String id, @Nullable String originId, String body) {
    var element =
        XmlElement.named("message", "jabber:client")
            .attribute("id", id)
            .child(XmlElement.named("body", "jabber:client").text(body).build());
    if (originId != null) {
      element.child(
          XmlElement.named("origin-id", "urn:xmpp:sid:0").attribute("id", originId).build());
    }
    return new Message(element.build(), Message.Type.CHAT, null, null, id);
  }

  private static String key(Message message, long number) {
    return OriginKeys.of(message, SESSION, number);
  }

  @Test
  void anOriginIdDecidesAlone() {
    assertEquals(key(message("1", "o", "Hi"), 1), key(message("2", "o", "Ho"), 2));
    assertNotEquals(key(message("1", "o", "Hi"), 1), key(message("1", "p", "Hi"), 1));
  }

  @Test
  void anIdDecidesTogetherWithThePayload() {
    assertEquals(key(message("1", null, "Hi"), 1), key(message("1", null, "Hi"), 2));
    assertNotEquals(key(message("1", null, "Hi"), 1), key(message("1", null, "Ho"), 1));
  }

  @Test
  void withoutAnyIdEachSubmissionIsItsOwn() {
    assertEquals(key(message(null, null, "Hi"), 1), key(message(null, null, "Hi"), 1));
    assertNotEquals(key(message(null, null, "Hi"), 1), key(message(null, null, "Hi"), 2));
  }

  @Test
  void aHugeOriginIdMakesNoHugeKey() {
    assertTrue(key(message(null, "x".repeat(5_000), "Hi"), 1).length() < 100);
  }
}
