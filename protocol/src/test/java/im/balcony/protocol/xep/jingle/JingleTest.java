package im.balcony.protocol.xep.jingle;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0166: of a session the server reads the action, its id, its media, and why it ends. */
class JingleTest {
  private static final String SESSION =
      """
      <jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='a73sjjvkla37jfea'
          initiator='romeo@montague.example/orchard'>
        <content creator='initiator' name='voice'>
          <description xmlns='urn:xmpp:jingle:apps:rtp:1' media='audio'>
            <payload-type id='96' name='speex' clockrate='16000'/>
            <source xmlns='urn:xmpp:jingle:apps:rtp:ssma:0' ssrc='1656081975'/>
          </description>
          <transport xmlns='urn:xmpp:jingle:transports:ice-udp:1' pwd='a' ufrag='8'>
            <candidate component='1' ip='10.0.1.1' port='8998' protocol='udp' type='host'/>
          </transport>
        </content>
        <content creator='initiator' name='face'>
          <description xmlns='urn:xmpp:jingle:apps:rtp:1' media='video' ssrc='4294967295'>
            <ssrc-group xmlns='urn:xmpp:jingle:apps:rtp:ssma:0' semantics='FID'><source ssrc='7'/></ssrc-group>
            <source xmlns='urn:xmpp:jingle:apps:rtp:ssma:0' ssrc='3139499595'/>
            <source xmlns='urn:xmpp:jingle:apps:rtp:ssma:0' ssrc='4294967296'/>
            <source xmlns='urn:xmpp:jingle:apps:rtp:ssma:0' ssrc='-1'/>
            <source xmlns='urn:xmpp:jingle:apps:rtp:ssma:0' ssrc=''/>
            <source xmlns='urn:xmpp:jingle:apps:rtp:ssma:0'/>
            <source xmlns='urn:xmpp:jingle:apps:rtp:ssma:0' ssrc='3139499595'/>
          </description>
        </content>
      </jingle>""";

  @Test
  void anOfferTellsItsMedia() {
    assertEquals(
        Optional.of(
            new Jingle(
                JingleAction.SESSION_INITIATE,
                "a73sjjvkla37jfea",
                Set.of(CallMedia.AUDIO, CallMedia.VIDEO),
                List.of(1656081975L, 4294967295L, 3139499595L),
                null,
                false)),
        Jingle.read(xml(SESSION)));
  }

  @ParameterizedTest
  @EnumSource(JingleAction.class)
  void everyActionIsKnown(JingleAction action) {
    var element = jingle(action.value(), "1").build();
    assertEquals(action, Jingle.read(reparsed(element)).orElseThrow().action());
  }

  @ParameterizedTest
  @EnumSource(JingleReason.class)
  void everyReasonIsReadBack(JingleReason reason) {
    var element = jingle("session-terminate", "1").child(reason.toElement()).build();
    assertEquals(reason, Jingle.read(reparsed(element)).orElseThrow().reason());
  }

  @Test
  void theConditionIsFoundAmongTextsAndForeignOnes() {
    var element =
        xml(
            """
            <jingle xmlns='urn:xmpp:jingle:1' action='session-terminate' sid='1'><reason>
              <text>bye</text><timeout xmlns='urn:elsewhere'/><busy/><gone/></reason></jingle>""");
    assertEquals(JingleReason.BUSY, Jingle.read(element).orElseThrow().reason());
  }

  @Test
  void aDeviceTellsThatItRingsInAnInfoOnly() {
    var ringing = XmlElement.named("ringing", CallMedia.INFO_NAMESPACE).build();
    var info = jingle("session-info", "1");
    assertFalse(Jingle.read(info.build()).orElseThrow().ringing());
    var told = jingle("session-info", "1").child(ringing).build();
    assertTrue(Jingle.read(told).orElseThrow().ringing());
    var elsewhere = jingle("session-accept", "1").child(ringing).build();
    assertFalse(Jingle.read(elsewhere).orElseThrow().ringing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<jingle xmlns='urn:xmpp:jingle:1' action='session-accept'/>",
        "<jingle xmlns='urn:xmpp:jingle:1' action='session-accept' sid=''/>",
        "<jingle xmlns='urn:xmpp:jingle:1' sid='1'/>",
        "<jingle xmlns='urn:xmpp:jingle:1' action='SESSION-ACCEPT' sid='1'/>",
        "<jingle xmlns='urn:xmpp:jingle:0' action='session-accept' sid='1'/>",
        "<query xmlns='urn:xmpp:jingle:1' action='session-accept' sid='1'/>"
      })
  void whatIsNoSessionIsNothing(String payload) {
    assertEquals(Optional.empty(), Jingle.read(xml(payload)));
  }

  @Test
  void soManySourcesAreKept() {
    var description = CallMedia.AUDIO.toDescription();
    for (var ssrc = 0; ssrc <= MediaSources.SOURCES_MAX; ssrc++) {
      description =
          description.withChild(
              XmlElement.named("source", MediaSources.NAMESPACE)
                  .attribute("ssrc", "" + ssrc)
                  .build());
    }
    var content = XmlElement.named("content", Jingle.NAMESPACE).child(description).build();
    var jingle = jingle("session-accept", "1").child(content).build();
    assertEquals(MediaSources.SOURCES_MAX, Jingle.read(jingle).orElseThrow().sources().size());
  }

  @Test
  void whatASessionDoesNotSayIsAbsent() {
    assertEquals(
        Optional.of(new Jingle(JingleAction.TRANSPORT_INFO, "1", Set.of(), List.of(), null, false)),
        Jingle.read(jingle("transport-info", "1").build()));
  }

  private static XmlElement.Builder jingle(String action, String sid) {
    return XmlElement.named("jingle", Jingle.NAMESPACE)
        .attribute("action", action)
        .attribute("sid", sid);
  }
}
