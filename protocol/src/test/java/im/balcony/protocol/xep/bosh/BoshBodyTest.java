package im.balcony.protocol.xep.bosh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.stream.StreamFrame;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as they are read and written (XEP-0124 6 to 9, XEP-0206 2 to 5). */
class BoshBodyTest {
  private static Optional<BoshRequest> read(String attributes, String content) throws XmlException {
    return BoshRequest.read(
        XmlParser.parse(
            "<body xmlns='http://jabber.org/protocol/httpbind' xmlns:x='urn:xmpp:xbosh' %s>%s</body>"
                .formatted(attributes, content),
            XmlLimits.DEFAULT));
  }

  @Test
  void aFirstRequestSaysWhatItsClientCanDo() throws XmlException {
    var first =
        read(
                "rid='1573741820' to='a.example' wait='60' hold='1' ver='1.6' ack='1'"
                    + " xml:lang='en' x:version='1.0' newkey='abc'",
                "")
            .orElseThrow();
    assertNull(first.sid());
    assertEquals(60, first.waitSeconds().orElseThrow());
    assertEquals(1, first.hold().orElseThrow());
    assertTrue(first.namesVersion());
    assertEquals(1, first.ack().orElseThrow());
    assertEquals("abc", first.newKey());
    assertEquals(
        new StreamFrame.Open("a.example", null, "1.0", "en", "jabber:client"), first.header());
  }

  @Test
  void aRestartAndAnEndAreNoPolls() throws XmlException {
    assertTrue(read("rid='1' sid='s'", "").orElseThrow().isPoll());
    var restart = read("rid='1' sid='s' x:restart='true'", "").orElseThrow();
    assertTrue(restart.isRestart());
    assertFalse(restart.isPoll());
    var end = read("rid='1' sid='s' type='terminate'", "").orElseThrow();
    assertTrue(end.isTerminate());
    assertFalse(end.isPoll());
    assertFalse(read("rid='1' sid='s' pause='9'", "").orElseThrow().isPoll());
  }

  @Test
  void stanzasWithoutANamespaceAreStanzas() throws XmlException {
    var request =
        read(
                "rid='1' sid='s'",
                "<message><body>Hi</body></message><iq xmlns='jabber:client'><q xmlns='u'/></iq>")
            .orElseThrow();
    assertEquals(
        "<message xmlns='jabber:client'><body>Hi</body></message>",
        request.payloads().get(0).toXml());
    assertEquals(
        "<iq xmlns='jabber:client'><q xmlns='u'/></iq>", request.payloads().get(1).toXml());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rid='0'",
        "rid='-1'",
        "rid='+1'",
        "rid='9007199254740992'",
        "rid='99999999999999999999'",
        "rid='x'",
        "rid='1' wait='x'",
        "rid='1' hold='-1'",
        "rid='1' pause='1e3'",
        "rid='1' ack=''"
      })
  void aBodyWithAWrongNumberIsNone(String attributes) throws XmlException {
    assertTrue(read(attributes, "").isEmpty());
  }

  @Test
  void aBodyHasNoTextOfItsOwn() throws XmlException {
    assertTrue(read("rid='1'", "text").isEmpty());
    assertTrue(read("rid='1'", " \n <presence/>").isPresent());
  }

  @Test
  void anEmptyResponseIsAnEmptyBody() {
    assertEquals(
        "<body xmlns='http://jabber.org/protocol/httpbind'/>",
        new String(new BoshResponse().toBytes(), UTF_8));
  }

  @Test
  void aFirstResponseIsReadByAnXmlParser() throws XmlException {
    var bytes =
        new BoshResponse()
            .first()
            .with("sid", "s'<&")
            .with("wait", 60)
            .payload(
                "<stream:features xmlns:stream='http://etherx.jabber.org/streams'/>"
                    .getBytes(UTF_8))
            .toBytes();
    assertTrue(new String(bytes, UTF_8).contains(" xmpp:version='1.0' "));
    var body = XmlParser.parse(bytes, XmlLimits.DEFAULT);
    assertEquals("s'<&", body.attribute("sid"));
    assertEquals("60", body.attribute("wait"));
    assertEquals("1.0", body.attribute("{urn:xmpp:xbosh}version"));
    assertEquals("true", body.attribute("{urn:xmpp:xbosh}restartlogic"));
    assertTrue(body.child("features", "http://etherx.jabber.org/streams").isPresent());
  }

  @Test
  void endsAndErrorsSayTheirConditions() {
    assertEquals(
        "<body xmlns='http://jabber.org/protocol/httpbind' type='terminate'/>",
        new String(BoshResponse.terminate(null).toBytes(), UTF_8));
    assertEquals(
        "<body xmlns='http://jabber.org/protocol/httpbind' type='terminate'"
            + " condition='item-not-found'/>",
        new String(BoshResponse.terminate(BoshCondition.ITEM_NOT_FOUND).toBytes(), UTF_8));
    assertEquals(
        "<body xmlns='http://jabber.org/protocol/httpbind' type='error'/>",
        new String(BoshResponse.error().toBytes(), UTF_8));
    assertEquals(404, BoshCondition.ITEM_NOT_FOUND.legacyStatus());
  }
}
