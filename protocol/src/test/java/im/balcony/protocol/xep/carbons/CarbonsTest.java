package im.balcony.protocol.xep.carbons;

import static im.balcony.protocol.xep.Payloads.message;
import static im.balcony.protocol.xep.Payloads.reparsed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.carbons.Carbons.Direction;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CarbonsTest {
  private static final Jid ROMEO = Jid.parse("romeo@a.example/phone");
  private static final String PRIVATE_OF_ROOM =
      "<body>psst</body><x xmlns='http://jabber.org/protocol/muc#user'/>";

  @ParameterizedTest
  @EnumSource(Direction.class)
  void aCopyComesFromTheAccountAndHoldsTheMessage(Direction direction) {
    var message = message("chat", "<body>hi</body>").element();
    var copy = reparsed(Carbons.copy(direction, message, ROMEO, ROMEO));
    assertEquals("romeo@a.example", copy.attribute("from"));
    assertEquals("romeo@a.example/phone", copy.attribute("to"));
    assertEquals("chat", copy.attribute("type"));
    assertEquals(Optional.of(message), Carbons.copied(direction, copy));
    assertTrue(Carbons.isCopy(copy));
  }

  /** Section 6.1, one line for each rule. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | chat      | <body>hi</body>",
        "true  | chat      | <anything xmlns='urn:x'/>",
        "true  | normal    | <body>hi</body>",
        "true  | unknown   | <body>hi</body>",
        "false | normal    | <anything xmlns='urn:x'/>",
        "true  | normal    | <received xmlns='urn:xmpp:receipts' id='1'/>",
        "true  | normal    | <displayed xmlns='urn:xmpp:chat-markers:0' id='1'/>",
        "true  | normal    | <composing xmlns='http://jabber.org/protocol/chatstates'/>",
        "true  | normal    | <propose xmlns='urn:xmpp:jingle-message:0' id='1'/>",
        "true  | normal    | <x xmlns='jabber:x:conference' jid='room@muc.example'/>",
        "true  | normal    | <x xmlns='http://jabber.org/protocol/muc#user'><invite/></x>",
        "false | groupchat | <body>hi</body>",
        "false | headline  | <body>hi</body>",
        "false | chat      | <body>hi</body><private xmlns='urn:xmpp:carbons:2'/>",
        "false | chat      | <body>hi</body><no-copy xmlns='urn:xmpp:hints'/>",
        "false | chat      | <received xmlns='urn:xmpp:carbons:2'/>",
        "true  | error     | <body>hi</body>",
        "false | error     | <error/>",
      })
  void aMessageIsCopiedByTheRules(boolean copied, String type, String content) {
    assertEquals(copied, CarbonRules.isEligible(message(type, content), Direction.RECEIVED));
  }

  @Test
  void anErrorFromABareJidIsTheBounceOfAChat() {
    var bounce = message("error", "<error/>").withFrom(Jid.parse("juliet@b.example"));
    assertTrue(CarbonRules.isEligible(bounce, Direction.RECEIVED));
    assertFalse(CarbonRules.isEligible(bounce, Direction.SENT));
  }

  @Test
  void whatAnOccupantWritesInPrivateIsCopiedByTheRoomItself() {
    var message = message("chat", PRIVATE_OF_ROOM);
    assertFalse(CarbonRules.isEligible(message, Direction.RECEIVED));
    assertTrue(CarbonRules.isEligible(message, Direction.SENT));
  }
}
