package im.balcony.protocol.xep.push;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0357 as its examples show it. */
class PushPayloadsTest {
  private static final Jid SERVICE = Jid.parse("push-5.client.example");
  private static final XmlElement NO_TERMS = xml("<enable xmlns='urn:xmpp:push:0'/>");
  private static final String OPTIONS =
      "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'>"
          + "<value>http://jabber.org/protocol/pubsub#publish-options</value></field>"
          + "<field var='secret'><value>eruio234vzxc2kla-91</value></field></x>";

  @Test
  void aServiceIsEnabledWithItsSecret() {
    var enable =
        "<enable xmlns='urn:xmpp:push:0' jid='push-5.client.example' node='yxs32uqsflafdk3iuqo'>"
            + OPTIONS
            + "</enable>";
    assertEquals(
        Optional.of(new PushRequest.Enable(SERVICE, "yxs32uqsflafdk3iuqo", xml(OPTIONS), NO_TERMS)),
        PushRequest.read(xml(enable)));
    assertEquals(
        Optional.of(new PushRequest.Enable(SERVICE, "", null, NO_TERMS)),
        PushRequest.read(xml("<enable xmlns='urn:xmpp:push:0' jid='push-5.client.example'/>")));
  }

  @Test
  void oneNodeOrAllAreDisabled() {
    assertEquals(
        Optional.of(new PushRequest.Disable(SERVICE, "n")),
        PushRequest.read(
            xml("<disable xmlns='urn:xmpp:push:0' jid='push-5.client.example' node='n'/>")));
    assertEquals(
        Optional.of(new PushRequest.Disable(SERVICE, null)),
        PushRequest.read(xml("<disable xmlns='urn:xmpp:push:0' jid='push-5.client.example'/>")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<enable xmlns='urn:xmpp:push:0'/>",
        "<enable xmlns='urn:xmpp:push:0' jid='@'/>",
        "<enable xmlns='urn:xmpp:push:1' jid='a.example'/>",
        "<disable xmlns='urn:xmpp:push:0' node='n'/>",
        "<enabled xmlns='urn:xmpp:push:0' jid='a.example'/>",
        "<enable xmlns='urn:xmpp:push:0' jid='a.example'><x xmlns='jabber:x:data'"
            + " type='submit'/></enable>",
        "<enable xmlns='urn:xmpp:push:0' jid='a.example'><x xmlns='jabber:x:data' type='form'>"
            + "<field var='FORM_TYPE'><value>http://jabber.org/protocol/pubsub#publish-options"
            + "</value></field></x></enable>"
      })
  void whatIsNoRequestIsRefused(String payload) {
    assertEquals(Optional.empty(), PushRequest.read(xml(payload)));
  }

  @Test
  void whatIsTooLongIsRefused() {
    var node = "n".repeat(PushRequest.NODE_CHARS_MAX);
    var enable = "<enable xmlns='urn:xmpp:push:0' jid='a.example' node='%s'>%s</enable>";
    assertEquals(true, PushRequest.read(xml(enable.formatted(node, OPTIONS))).isPresent());
    assertEquals(false, PushRequest.read(xml(enable.formatted(node + "n", OPTIONS))).isPresent());
    var secret = OPTIONS.replace("eruio", "e".repeat(PushRequest.OPTIONS_BYTES_MAX));
    assertEquals(false, PushRequest.read(xml(enable.formatted("n", secret))).isPresent());
  }
}
