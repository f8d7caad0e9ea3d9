package im.balcony.protocol.xep.mix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.retraction.Retraction;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixMiscTest {
  private static final byte[] SECRET = new byte[32];
  private static final Jid HAG = Jid.parse("hag@a.example");
  private static final Jid CAT = Jid.parse("cat@a.example");
  private static final Jid COVEN = Jid.parse("coven@mix.a.example");
  private static final long GIVEN = 1_763_800_000_000_019L;

  private static XmlElement xml(String xml) {
    return StoredXml.read(xml.getBytes(UTF_8));
  }

  private static MixInvitation invitation(Jid inviter, Jid invitee, String token) {
    return new MixInvitation(inviter, invitee, COVEN, token);
  }

  @Test
  void aChannelKnowsItsOwnTokens() {
    var token = InvitationToken.of(SECRET, HAG, CAT, GIVEN);
    var own = invitation(HAG, CAT, token);
    assertEquals(OptionalLong.of(GIVEN), InvitationToken.givenMicros(SECRET, own));
    var other = new byte[32];
    other[0] = 1;
    assertEquals(OptionalLong.empty(), InvitationToken.givenMicros(other, own));
    var turned = invitation(CAT, HAG, token);
    assertEquals(OptionalLong.empty(), InvitationToken.givenMicros(SECRET, turned));
    var later = Long.toString(GIVEN + 1, 16) + token.substring(token.indexOf('-'));
    assertEquals(
        OptionalLong.empty(), InvitationToken.givenMicros(SECRET, invitation(HAG, CAT, later)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "ABCDEF", "zz-00", "1-", "-1", "99999999999999999999-ab"})
  void allElseIsNoToken(String token) {
    assertEquals(
        OptionalLong.empty(), InvitationToken.givenMicros(SECRET, invitation(HAG, CAT, token)));
  }

  @Test
  void anInvitationIsReadBackInAJoin() {
    var invitation = invitation(HAG, CAT, "ABCDEF");
    var element = MixMisc.invited(invitation).elements().get(0);
    for (var namespace : new String[] {MixMisc.NAMESPACE, Mix.NAMESPACE}) {
      var join = XmlElement.named("join", namespace).child(element).build();
      var read = (MixRequest.Join) MixRequest.read(join).orElseThrow();
      assertEquals(invitation, read.invitation());
    }
    var part = element.withoutChildren(child -> child.name().equals("inviter"));
    var join = XmlElement.named("join", MixMisc.NAMESPACE).child(part).build();
    assertNull(((MixRequest.Join) MixRequest.read(join).orElseThrow()).invitation());
    var tooLong = invitation(HAG, CAT, "A".repeat(129)).toElement();
    assertEquals(Optional.empty(), MixInvitation.read(tooLong));
  }

  @Test
  void whatIsAskedForIsRead() {
    var start = "<%s xmlns='" + MixMisc.NAMESPACE + "'>%s</%s>";
    assertEquals(
        Optional.of(new MixRequest.Register("hag")),
        MixRequest.read(xml(start.formatted("register", "<nick>hag</nick>", "register"))));
    assertEquals(
        Optional.of(new MixRequest.Register(null)),
        MixRequest.read(xml(start.formatted("register", "", "register"))));
    assertEquals(
        Optional.of(new MixRequest.Invite(CAT)),
        MixRequest.read(
            xml(start.formatted("invite", "<invitee>cat@a.example</invitee>", "invite"))));
    for (var nobody : new String[] {"", "<invitee>a.example</invitee>", "<invitee>@</invitee>"}) {
      assertEquals(
          Optional.empty(), MixRequest.read(xml(start.formatted("invite", nobody, "invite"))));
    }
  }

  /** Section 4, and XEP-0424: whoever knows one of them understands it. */
  @Test
  void aRetractionIsSaidInBothWords() {
    var message = "<message xmlns='jabber:client'><retract xmlns='%s' id='7'/></message>";
    for (var namespace : new String[] {MixMisc.NAMESPACE, Retraction.NAMESPACE}) {
      var both = MixMisc.inBothWords(xml(message.formatted(namespace)));
      assertEquals(Optional.of("7"), MixMisc.retractedId(both));
      assertEquals(Optional.of("7"), Retraction.retractedId(both));
      assertSame(both, MixMisc.inBothWords(both));
    }
    var other = xml("<message xmlns='jabber:client'><body>7</body></message>");
    assertSame(other, MixMisc.inBothWords(other));
    assertSame(other, MixMisc.tombstone(other, HAG));
  }

  @Test
  void aTombstoneSaysWhoAndWhen() {
    var grave =
        xml(
            "<message xmlns='jabber:client'><retracted xmlns='urn:xmpp:message-retract:1' stamp='2010-07-10T23:08:25Z'/></message>");
    var told = MixMisc.tombstone(grave, HAG).child("retracted", MixMisc.NAMESPACE).orElseThrow();
    assertEquals("hag@a.example", told.attribute("by"));
    assertEquals("2010-07-10T23:08:25Z", told.attribute("time"));
    assertFalse(MixMisc.tombstone(grave, null).toXml().contains("by="));
  }
}
