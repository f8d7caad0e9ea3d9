package im.balcony.protocol.xep.content;

import static im.balcony.protocol.xep.Payloads.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xep.content.MessageEffect.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessageEffectTest {
  private static final String OMEMO = "eu.siacs.conversations.axolotl";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONTENT    |   | <body>hello</body>",
        "CONTENT    |   | <body>hello</body><markable xmlns='urn:xmpp:chat-markers:0'/>",
        "CONTENT    |   | <body>&gt; hi\\n yes</body><fallback xmlns='urn:xmpp:fallback:0'><body start='0' end='4'/></fallback>",
        "CORRECTION | 1 | <body>hallo</body><replace xmlns='urn:xmpp:message-correct:0' id='1'/>",
        "CONTENT    |   | <body>hallo</body><replace xmlns='urn:xmpp:message-correct:0'/>",
        "RETRACTION | 1 | <retract xmlns='urn:xmpp:message-retract:1' id='1'/><fallback xmlns='urn:xmpp:fallback:0'/><body>taken back</body>",
        "REACTIONS  | 1 | <reactions xmlns='urn:xmpp:reactions:0' id='1'><reaction>x</reaction></reactions>",
        "DISPLAYED  | 1 | <displayed xmlns='urn:xmpp:chat-markers:0' id='1'/>",
        "CONTENT    |   | <body>hello</body><displayed xmlns='urn:xmpp:chat-markers:0' id='1'/>",
        "RECEIVED   | 1 | <received xmlns='urn:xmpp:chat-markers:0' id='1'/>",
        "RECEIVED   | 1 | <received xmlns='urn:xmpp:receipts' id='1'/>",
        "CALL       |   | <propose xmlns='urn:xmpp:jingle-message:0' id='call'/>",
        "CALL       |   | <invite xmlns='urn:xmpp:call-invites:0'><external uri='tel:+12345678'/></invite>",
        "CONTENT    |   | <body>join us</body><invite xmlns='urn:xmpp:call-invites:0'/>",
        "CALL       |   | <left xmlns='urn:xmpp:call-invites:0' id='1'/>",
        "OTHER      |   | <left xmlns='urn:xmpp:call-invites:0'/>",
        "OTHER      |   | <subject>about</subject>",
        "OTHER      |   | <body>x</body><fallback xmlns='urn:xmpp:fallback:0'/>",
      })
  void aMessageDoesOneThing(Kind kind, String target, String payload) {
    var effect = MessageEffect.of(message("chat", payload));
    assertEquals(new MessageEffect(kind, ConversationType.CHAT, target), effect);
  }

  @Test
  void anEncryptedMessageBelongsToAConversationOfItsOwn() {
    var named = "<encryption xmlns='urn:xmpp:eme:0' namespace='%s'/>".formatted(OMEMO);
    var bare = "<body>I sent you an OMEMO message</body><encrypted xmlns='%s'/>".formatted(OMEMO);
    for (var payload : new String[] {named, bare}) {
      assertEquals(
          new MessageEffect(Kind.CONTENT, OMEMO, null), MessageEffect.of(message("chat", payload)));
    }
  }

  /** Else one could give somebody any number of conversations. */
  @Test
  void anUnknownMethodOfEncryptionMakesNoConversation() {
    var payload = "<encryption xmlns='urn:xmpp:eme:0' namespace='mine'/>";
    assertEquals(
        ConversationType.CHAT, MessageEffect.of(message("chat", payload)).conversationType());
  }

  @Test
  void anIdWithoutEndIsNobodys() {
    var id = "x".repeat(MessageEffect.TARGET_CHARS_MAX + 1);
    var payload = "<displayed xmlns='urn:xmpp:chat-markers:0' id='%s'/>".formatted(id);
    assertEquals(Kind.OTHER, MessageEffect.of(message("chat", payload)).kind());
  }
}
