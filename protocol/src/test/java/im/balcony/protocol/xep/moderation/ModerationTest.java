package im.balcony.protocol.xep.moderation;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.jid.Jid;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModerationTest {
  private static final Jid WITCH = Jid.parse("coven@chat.example/Witch");

  private static Optional<Moderation> read(String inside) {
    return Moderation.read(
        xml("<moderate xmlns='urn:xmpp:message-moderate:1' id='s1'>" + inside + "</moderate>"));
  }

  /** The request of section 3. */
  @Test
  void aModeratorNamesAMessageAndMayGiveAReason() {
    var retract = "<retract xmlns='urn:xmpp:message-retract:1'/>";
    assertEquals(Optional.of(new Moderation("s1", null)), read(retract));
    assertEquals(
        Optional.of(new Moderation("s1", "spam")), read(retract + "<reason>spam</reason>"));
  }

  @Test
  void whatElseItMayWantIsNotKnown() {
    assertEquals(Optional.empty(), read(""));
    assertEquals(Optional.empty(), read("<edit xmlns='urn:example:edit'/>"));
    assertEquals(
        Optional.empty(),
        Moderation.read(
            xml(
                "<moderate xmlns='urn:xmpp:message-moderate:1'>"
                    + "<retract xmlns='urn:xmpp:message-retract:1'/></moderate>")));
    var tooLong = "x".repeat(Moderation.REASON_CHARS_MAX + 1);
    assertEquals(
        Optional.empty(),
        read("<retract xmlns='urn:xmpp:message-retract:1'/><reason>" + tooLong + "</reason>"));
  }

  /** The message of section 3.1. */
  @Test
  void allAreToldWhoTookItBackAndWhy() {
    assertEquals(
        xml(
            "<message xmlns='jabber:client' type='groupchat' id='m1'>"
                + "<retract xmlns='urn:xmpp:message-retract:1' id='s1'>"
                + "<moderated xmlns='urn:xmpp:message-moderate:1' by='coven@chat.example/Witch'>"
                + "<occupant-id xmlns='urn:xmpp:occupant-id:0' id='o1'/></moderated>"
                + "<reason>spam</reason></retract></message>"),
        new Moderation("s1", "spam").told("m1", WITCH, "o1"));
    assertEquals(
        xml(
            "<message xmlns='jabber:client' type='groupchat' id='m1'>"
                + "<retract xmlns='urn:xmpp:message-retract:1' id='s1'>"
                + "<moderated xmlns='urn:xmpp:message-moderate:1'>"
                + "<occupant-id xmlns='urn:xmpp:occupant-id:0' id='o1'/></moderated>"
                + "</retract></message>"),
        new Moderation("s1", null).told("m1", null, "o1"));
  }
}
