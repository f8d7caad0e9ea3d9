package im.balcony.protocol.xep.hints;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HintTest {
  @ParameterizedTest
  @EnumSource(Hint.class)
  void aHintIsFoundWhereItIsAndNoOther(Hint hint) {
    var message = xml("<message xmlns='jabber:client'/>").withChild(hint.toElement());
    for (var other : Hint.values()) {
      assertEquals(hint == other, other.isIn(message));
    }
  }

  @Test
  void hintsInErrorsAreAnotherMessages() {
    var error = xml("<message type='error'><no-store xmlns='urn:xmpp:hints'/></message>");
    assertFalse(Hint.NO_STORE.isIn(error));
    assertTrue(Hint.NO_STORE.isIn(error.withAttribute("type", "chat")));
  }
}
