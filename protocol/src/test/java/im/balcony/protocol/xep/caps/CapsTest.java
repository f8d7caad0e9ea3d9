package im.balcony.protocol.xep.caps;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.xep.disco.DiscoInfo;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapsTest {
  private static final String FEATURES =
      "<feature var='http://jabber.org/protocol/muc'/>"
          + "<feature var='http://jabber.org/protocol/disco#info'/>"
          + "<feature var='http://jabber.org/protocol/disco#items'/>"
          + "<feature var='http://jabber.org/protocol/caps'/>";

  @Test
  void theSimpleExampleOfSection5Point2() {
    var info = info("<identity category='client' name='Exodus 0.9.1' type='pc'/>" + FEATURES);
    assertEquals("QgayPKawpkPSDYmwT/WM94uAlu0=", CapsVerification.of(info));
  }

  @Test
  void theComplexExampleOfSection5Point3() {
    var info =
        info(
            "<identity xml:lang='en' category='client' name='Psi 0.11' type='pc'/>"
                + "<identity xml:lang='el' category='client' name='Ψ 0.11' type='pc'/>"
                + FEATURES
                + "<x xmlns='jabber:x:data' type='result'>"
                + "<field var='FORM_TYPE' type='hidden'>"
                + "<value>urn:xmpp:dataforms:softwareinfo</value></field>"
                + "<field var='ip_version'><value>ipv6</value><value>ipv4</value></field>"
                + "<field var='os'><value>Mac</value></field>"
                + "<field var='os_version'><value>10.5.1</value></field>"
                + "<field var='software_version'><value>0.11</value></field>"
                + "<field var='software'><value>Psi</value></field></x>");
    assertEquals("q07IKJEyjvHSyhy//CH0CxmKi8w=", CapsVerification.of(info));
    assertTrue(
        CapsVerification.proves(info, new Caps("psi", "q07IKJEyjvHSyhy//CH0CxmKi8w=", "sha-1")));
  }

  @Test
  void aClaimIsProvedByItsAnswerAlone() {
    var info = info(FEATURES);
    var claim = Caps.of("https://balcony.example", info);
    assertTrue(CapsVerification.proves(info, claim));
    assertFalse(CapsVerification.proves(info("<feature var='urn:x'/>"), claim));
    assertFalse(CapsVerification.proves(info, new Caps(claim.node(), claim.verification(), "md5")));
    assertFalse(CapsVerification.proves(info, new Caps(claim.node(), claim.verification(), null)));
  }

  /** Section 5.4 step 3, and answers made to collide. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<feature var='a'/><feature var='a'/>",
        "<identity category='c' type='t'/><identity category='c' type='t'/>",
        "<feature var='a&lt;b'/>",
        "<identity category='c' type='t' name='a&lt;b'/>",
        "<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE' type='hidden'>"
            + "<value>a</value><value>b</value></field></x>",
        "<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE' type='hidden'>"
            + "<value>a</value></field><field var='v'><value>&lt;</value></field></x>"
      })
  void anIllFormedAnswerProvesNothing(String content) {
    var info = info(content);
    assertFalse(CapsVerification.proves(info, Caps.of("node", info)));
  }

  @Test
  void aFormWithoutAKindIsPassedOver() {
    var form = "<x xmlns='jabber:x:data' type='result'><field var='a'/></x>";
    assertEquals(CapsVerification.of(info(FEATURES)), CapsVerification.of(info(FEATURES + form)));
  }

  @Test
  void theElementIsReadBack() {
    var caps = Caps.of("https://balcony.example", info(FEATURES));
    var presence = XmlElement.named("presence", "jabber:client").child(caps.toElement()).build();
    assertEquals(Optional.of(caps), Caps.in(reparsed(presence)));
    assertEquals("https://balcony.example#" + caps.verification(), caps.discoNode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"node='n'", "ver='v'", ""})
  void anElementWithoutNodeOrHashSaysNothing(String attributes) {
    var c = "<c xmlns='http://jabber.org/protocol/caps' " + attributes + "/>";
    assertEquals(Optional.empty(), Caps.in(xml("<presence>" + c + "</presence>")));
  }

  private static DiscoInfo info(String content) {
    var query = "<query xmlns='http://jabber.org/protocol/disco#info'>" + content + "</query>";
    return DiscoInfo.read(xml(query)).orElseThrow();
  }
}
