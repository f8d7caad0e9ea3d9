package im.balcony.protocol.xep.sasl2;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.SaslFailure;
import im.balcony.protocol.sasl.SaslMechanism;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The elements of XEP-0388's examples. */
class Sasl2Test {
  private static final String NS = "xmlns='urn:xmpp:sasl:2'";
  private static final String ID = "d4565fa7-4d72-4749-b3d3-740edbf87770";

  @Test
  void theRequestOfSection23IsRead() {
    var request =
        authenticate(
            "<initial-response>aGk=</initial-response><user-agent id='%s'><software>AwesomeXMPP</software><device>Kiva's Phone</device></user-agent><bind xmlns='urn:xmpp:bind:example'/>"
                .formatted(ID));

    assertEquals("PLAIN", request.mechanism());
    assertArrayEquals(new byte[] {'h', 'i'}, request.initialResponse());
    assertEquals(new UserAgent(ID, "AwesomeXMPP", "Kiva's Phone"), request.userAgent());
    assertTrue(request.inline("bind", "urn:xmpp:bind:example").isPresent());
  }

  @Test
  void anEmptyFirstMessageIsAnotherThanNone() {
    assertArrayEquals(new byte[0], authenticate("<initial-response/>").initialResponse());
    assertNull(authenticate("").initialResponse());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "phone",
        "d4565fa7-4d72-1749-b3d3-740edbf87770",
        "d4565fa74d724749b3d3740edbf87770"
      })
  void anIdIsAUuidOfVersion4OrNone(String id) {
    assertNull(authenticate("<user-agent id='" + id + "'/>").userAgent().id());
  }

  @Test
  void idsAreComparedInLowerCase() {
    assertEquals(
        ID,
        authenticate("<user-agent id='" + ID.toUpperCase(Locale.ROOT) + "'/>").userAgent().id());
  }

  @Test
  void textsOfAUserAgentAreCutBetweenCharacters() {
    var text = "x".repeat(UserAgent.TEXT_CHARS_MAX - 1) + "\uD83D\uDE00";

    var agent =
        authenticate("<user-agent><software>" + text + "</software><device> </device></user-agent>")
            .userAgent();

    assertEquals("x".repeat(UserAgent.TEXT_CHARS_MAX - 1), agent.software());
    assertNull(agent.device());
  }

  @Test
  void aUserAgentIsWrittenAsItIsRead() {
    var agent = new UserAgent(ID, "A", null);
    var request =
        XmlElement.named("authenticate", Sasl2.NAMESPACE)
            .attribute("mechanism", "PLAIN")
            .child(agent.toElement())
            .build();

    assertEquals(agent, ((Sasl2Request.Authenticate) Sasl2Request.read(request)).userAgent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<continue xmlns='urn:xmpp:sasl:2'/>",
        "<challenge xmlns='urn:xmpp:sasl:2'/>",
        "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'/>",
        "<message xmlns='jabber:client'/>"
      })
  void whatNoClientSendsIsForbidden(String xml) {
    assertInstanceOf(Sasl2Request.Forbidden.class, Sasl2Request.read(xml(xml)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "%%%", "a GVs"})
  void whatIsNotBase64IsRefused(String text) {
    var refused = Sasl2Request.read(xml("<response " + NS + ">" + text + "</response>"));

    assertEquals(
        new Sasl2Request.Refused(SaslFailure.of(SaslFailure.Condition.INCORRECT_ENCODING)),
        refused);
  }

  @Test
  void whatTheServerSendsIsAsInTheExamples() {
    assertEquals(
        "<authentication %s><mechanism>SCRAM-SHA-1</mechanism><inline><sm xmlns='urn:xmpp:sm:3'/></inline></authentication>"
            .formatted(NS),
        Sasl2.feature(
                List.of(SaslMechanism.SCRAM_SHA_1),
                List.of(XmlElement.named("sm", "urn:xmpp:sm:3").build()),
                List.of())
            .toXml());
    assertEquals("<challenge %s>aGk=</challenge>".formatted(NS), Sasl2.challenge("hi").toXml());
    assertEquals("<challenge %s/>".formatted(NS), Sasl2.challenge("").toXml());
    assertEquals(
        "<success %s><additional-data>aGk=</additional-data><authorization-identifier>a@b.example/c</authorization-identifier></success>"
            .formatted(NS),
        Sasl2.success(new byte[] {'h', 'i'}, Jid.parse("a@b.example/c"), List.of()).toXml());
    assertEquals(
        "<failure %s><aborted xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/><text>why</text></failure>"
            .formatted(NS),
        Sasl2.failure(SaslFailure.of(SaslFailure.Condition.ABORTED, "why")).toXml());
  }

  @Test
  void aTaskIsAsInSection263() {
    assertEquals(
        "<continue %s><additional-data>aGk=</additional-data><tasks><task>X</task></tasks></continue>"
            .formatted(NS),
        Sasl2.continueWith(new byte[] {'h', 'i'}, "X").toXml());
    assertEquals(
        "<task-data %s><x xmlns='urn:x'/></task-data>".formatted(NS),
        Sasl2.taskData(XmlElement.named("x", "urn:x").build()).toXml());
    assertEquals(new Sasl2Request.Next("X"), Sasl2Request.read(xml("<next " + NS + " task='X'/>")));
    assertInstanceOf(Sasl2Request.Refused.class, Sasl2Request.read(xml("<next " + NS + "/>")));
    var data = xml("<task-data " + NS + "><x xmlns='urn:x'/></task-data>");
    assertEquals(new Sasl2Request.TaskData(data), Sasl2Request.read(data));
  }

  private static Sasl2Request.Authenticate authenticate(String content) {
    return (Sasl2Request.Authenticate)
        Sasl2Request.read(
            xml("<authenticate %s mechanism='PLAIN'>%s</authenticate>".formatted(NS, content)));
  }
}
