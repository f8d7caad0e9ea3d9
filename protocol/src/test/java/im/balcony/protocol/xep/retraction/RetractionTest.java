package im.balcony.protocol.xep.retraction;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetractionTest {
  private static final Instant AT = Instant.parse("2019-09-20T23:19:12Z");

  /** Section 4: nothing of the content stays. */
  @Test
  void aTombstoneHasAddressesAndIdAlone() {
    assertEquals(
        xml(
            "<message xmlns='jabber:client' type='groupchat' id='m1'>"
                + "<retracted xmlns='urn:xmpp:message-retract:1' id='r1' stamp='2019-09-20T23:19:12Z'/></message>"),
        Retraction.tombstone(
            xml(
                "<message xmlns='jabber:client' type='groupchat' id='m1'><body>secret</body>"
                    + "<x xmlns='jabber:x:oob'><url>secret</url></x></message>"),
            "r1",
            AT));
  }

  /** XEP-0425 section 4. */
  @Test
  void aModeratedOneTellsByWhomAndWhy() {
    assertEquals(
        xml(
            "<message xmlns='jabber:client' id='m1'>"
                + "<retracted xmlns='urn:xmpp:message-retract:1' id='r1' stamp='2019-09-20T23:19:12Z'>"
                + "<moderated xmlns='urn:xmpp:message-moderate:1' by='a@b/c'/><reason>spam</reason>"
                + "</retracted></message>"),
        Retraction.moderated(
            xml("<message xmlns='jabber:client' id='m1'><body>secret</body></message>"),
            xml(
                "<message xmlns='jabber:client' id='r1'>"
                    + "<retract xmlns='urn:xmpp:message-retract:1' id='s1'>"
                    + "<moderated xmlns='urn:xmpp:message-moderate:1' by='a@b/c'/>"
                    + "<reason>spam</reason></retract></message>"),
            AT));
  }
}
