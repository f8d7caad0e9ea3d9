package im.balcony.protocol.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StanzaReaderTest {
  private static final Jid ROMEO = Jid.parse("romeo@a.example/phone");

  static XmlElement element(String xml) {
    try {
      byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
      return XmlParser.parse(bytes, "jabber:client", XmlLimits.DEFAULT);
    } catch (XmlException e) {
      throw new AssertionError(e);
    }
  }

  private static Stanza read(String xml) {
    return assertInstanceOf(StanzaReader.Read.class, StanzaReader.read(element(xml))).stanza();
  }

  private static StanzaReader.Refused refused(String xml) {
    return assertInstanceOf(StanzaReader.Refused.class, StanzaReader.read(element(xml)));
  }

  @Test
  void aMessageIsReadWithItsAddresses() {
    String xml =
        "<message to='Juliet@B.example' from='romeo@a.example/phone' id='1' type='chat'><body>Hi</body></message>";
    Message message = assertInstanceOf(Message.class, read(xml));
    assertEquals(Jid.parse("juliet@b.example"), message.to());
    assertEquals(ROMEO, message.from());
    assertEquals("1", message.id());
    assertEquals(Message.Type.CHAT, message.type());
    assertEquals(Optional.of("Hi"), message.body());
    assertFalse(message.isError());
  }

  @ParameterizedTest
  @EnumSource(Message.Type.class)
  void everyTypeOfMessageIsKnown(Message.Type type) {
    assertEquals(type, read("<message type='" + type.value() + "'/>").type());
  }

  /** RFC 6121 section 5.2.2: no type and unknown types are normal. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<message/>",
        "<message type=''/>",
        "<message type='CHAT'/>",
        "<message type='x'/>"
      })
  void otherMessagesAreNormal(String xml) {
    assertEquals(Message.Type.NORMAL, read(xml).type());
  }

  @ParameterizedTest
  @EnumSource(Presence.Type.class)
  void everyTypeOfPresenceIsKnown(Presence.Type type) {
    String attribute = type == Presence.Type.AVAILABLE ? "" : " type='" + type.value() + "'";
    assertEquals(type, read("<presence" + attribute + "/>").type());
  }

  @Test
  void anIqHasATypeAnIdAndOneChild() {
    Iq iq =
        assertInstanceOf(
            Iq.class,
            read("<iq id='1' type='get' to='a.example'><ping xmlns='urn:xmpp:ping'/></iq>"));
    assertTrue(iq.isRequest());
    assertEquals("ping", iq.payload().orElseThrow().name());
    assertEquals(
        "<iq type='result' id='1' from='a.example'/>", iq.result(null).toXml("jabber:client"));
    Iq error =
        assertInstanceOf(Iq.class, read("<iq id='1' type='error'><error type='cancel'/></iq>"));
    assertTrue(error.isError() && !error.isRequest() && error.payload().isEmpty());
    assertTrue(read("<iq id='' type='result'/>") instanceof Iq);
  }

  /** RFC 6120 sections 8.1.3, 8.2.3, 8.3.3.1 and RFC 6121 section 4.7.1. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<iq type='get'><a xmlns='u'/></iq>",
        "<iq id='1'><a xmlns='u'/></iq>",
        "<iq id='1' type='subscribe'><a xmlns='u'/></iq>",
        "<iq id='1' type='GET'><a xmlns='u'/></iq>",
        "<iq id='1' type='get'/>",
        "<iq id='1' type='set'>text</iq>",
        "<iq id='1' type='set'><a xmlns='u'/><b xmlns='u'/></iq>",
        "<presence type='available'/>",
        "<presence type='x'/>"
      })
  void whatBreaksTheSchemaIsABadRequest(String xml) {
    StanzaReader.Refused refused = refused(xml);
    assertEquals(StanzaError.Condition.BAD_REQUEST, refused.error().condition());
    XmlElement reply = refused.reply().orElseThrow();
    assertEquals("error", reply.attribute("type"));
    assertEquals(element(xml).name(), reply.name());
  }

  @Test
  void anIqWithoutAnIdIsAnsweredWithAnEmptyOne() {
    assertEquals(
        "", refused("<iq type='get'><a xmlns='u'/></iq>").reply().orElseThrow().attribute("id"));
    assertNull(refused("<presence type='x'/>").reply().orElseThrow().attribute("id"));
  }

  /**
   * RFC 6120 section 8.3.3.8, and 8.3.1 rule 2: the answer does not carry the malformed address.
   */
  @ParameterizedTest
  @CsvSource({
    "<message id='1' to='a@b@c' from='romeo@a.example/phone'/>",
    "<presence id='1' to='@a' from='romeo@a.example/phone'/>",
    "<iq id='1' to='a b@c' type='get' from='romeo@a.example/phone'><a xmlns='u'/></iq>"
  })
  void anAddressThatIsNoneIsMalformed(String xml) {
    StanzaReader.Refused refused = refused(xml);
    assertEquals(StanzaError.Condition.JID_MALFORMED, refused.error().condition());
    XmlElement reply = refused.reply().orElseThrow();
    assertNull(reply.attribute("from"));
    assertEquals("romeo@a.example/phone", reply.attribute("to"));
    assertEquals("1", reply.attribute("id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<message type='error' to='@'/>",
        "<presence type='error' to='@'/>",
        "<iq type='error'/>",
        "<iq type='result' id='1'><a xmlns='u'/><b xmlns='u'/></iq>"
      })
  void errorsAndResultsAreNeverAnswered(String xml) {
    assertEquals(Optional.empty(), refused(xml).reply());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
        "<message xmlns='urn:x'/>",
        "<body/>",
        "<Message/>"
      })
  void otherElementsAreNoStanzas(String xml) {
    assertInstanceOf(StanzaReader.NoStanza.class, StanzaReader.read(element(xml)));
  }

  @Test
  void addressesAreStampedInTheElementToo() {
    Stanza stanza =
        read("<message from='liar@a.example' to='b@b.example' id='1'/>").withFrom(ROMEO);
    assertEquals(ROMEO, stanza.from());
    assertEquals("romeo@a.example/phone", stanza.element().attribute("from"));
    Stanza toNobody = stanza.withTo(null);
    assertNull(toNobody.to());
    assertNull(toNobody.element().attribute("to"));
    for (String xml : new String[] {"<presence/>", "<iq type='get' id='1'><a xmlns='u'/></iq>"}) {
      Stanza to = read(xml).withTo(ROMEO).withFrom(ROMEO.bare());
      assertEquals(
          to, StanzaReader.read(to.element()) instanceof StanzaReader.Read r ? r.stanza() : null);
      assertEquals(to.type(), to.withElement(to.element()).type());
    }
  }
}
