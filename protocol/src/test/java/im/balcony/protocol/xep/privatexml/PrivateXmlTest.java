package im.balcony.protocol.xep.privatexml;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateXmlTest {
  private static final String PREFERENCES =
      "<exodus xmlns='exodus:prefs'><defaultnick>Hamlet</defaultnick></exodus>";

  @Test
  void anElementIsKeptUnderItsNameAndNamespace() {
    var query = xml("<query xmlns='jabber:iq:private'>" + PREFERENCES + "</query>");
    var key = new PrivateXml.Key("exodus", "exodus:prefs");
    assertEquals(Optional.of(List.of(xml(PREFERENCES))), PrivateXml.stored(query));
    assertEquals(Optional.of(key), PrivateXml.keyAsked(query));
    assertEquals(xml("<exodus xmlns='exodus:prefs'/>"), key.emptyElement());
    assertEquals(query, PrivateXml.query(xml(PREFERENCES)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<query xmlns='jabber:iq:private'/>",
        "<query xmlns='jabber:iq:private'>text</query>",
        "<query xmlns='jabber:iq:private'><own/></query>",
        "<query xmlns='jabber:iq:private'><none xmlns=''/></query>",
        "<query xmlns='urn:x'><exodus xmlns='exodus:prefs'/></query>"
      })
  void withoutANamespaceOfItsOwnNothingIsKept(String xml) {
    assertEquals(Optional.empty(), PrivateXml.stored(xml(xml)));
    assertEquals(Optional.empty(), PrivateXml.keyAsked(xml(xml)));
  }
}
