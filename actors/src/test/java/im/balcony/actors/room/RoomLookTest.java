package im.balcony.actors.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xml.XmlElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The picture of a room (XEP-0486), and the hats of its people (XEP-0317). */
class RoomLookTest {
  private static final String NAVE = "nave@conference.localhost";
  private static final String MUC = "http://jabber.org/protocol/muc";
  private static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";
  private static final String CARD =
      "<vCard xmlns='vcard-temp'><PHOTO><TYPE>image/png</TYPE><BINVAL>YWJj</BINVAL></PHOTO></vCard>";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final TestClient juliet = world.online("juliet@localhost/balcony");
  private int questions;

  @BeforeEach
  void open() {
    enter(romeo, "Romeo");
    var form = "<x xmlns='jabber:x:data' type='submit'/>";
    asks(romeo, "set", "<query xmlns='%s#owner'>%s</query>".formatted(MUC, form), "result", "");
    enter(juliet, "Juliet");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static void enter(TestClient client, String nick) {
    client.sends(
        "<presence to='%s/%s'><x xmlns='%s'/><hats xmlns='urn:xmpp:hats:0'><hat uri='urn:forged' title='King'/></hats></presence>"
            .formatted(NAVE, nick, MUC));
    client.receives("<message type='groupchat'><subject/></message>");
  }

  private void asks(TestClient client, String type, String payload, String answer, String inside) {
    var id = "q" + ++questions;
    client.sends("<iq type='%s' id='%s' to='%s'>%s</iq>".formatted(type, id, NAVE, payload));
    client.receives("<iq type='%s' id='%s'>%s</iq>".formatted(answer, id, inside));
  }

  private static String error(String condition) {
    return "<error><%s xmlns='%s'/></error>".formatted(condition, STANZAS);
  }

  private static String command(String name, String... pairs) {
    var form =
        new StringBuilder(
            "<command xmlns='http://jabber.org/protocol/commands' node='urn:xmpp:hats:commands:"
                + name
                + "'><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>urn:xmpp:hats:commands</value></field>");
    for (var at = 0; at < pairs.length; at += 2) {
      form.append(
          "<field var='hats#%s'><value>%s</value></field>".formatted(pairs[at], pairs[at + 1]));
    }
    return form.append("</x></command>").toString();
  }

  private static String hat(String uri) {
    return "<presence from='%s/Juliet'><hats xmlns='urn:xmpp:hats:0'><hat uri='%s'/></hats></presence>"
        .formatted(NAVE, uri);
  }

  @Test
  void aPictureIsSetByAdminsKeptAndTold() {
    asks(juliet, "set", CARD, "error", error("forbidden"));
    asks(romeo, "set", CARD, "result", "");
    juliet.receives(
        "<message type='groupchat' from='%s'><x xmlns='%s#user'><status code='104'/></x></message>"
            .formatted(NAVE, MUC));
    world.killRoom(NAVE);
    asks(juliet, "get", "<vCard xmlns='vcard-temp'/>", "result", CARD);
    var info = "<query xmlns='http://jabber.org/protocol/disco#info'%s";
    asks(
        juliet,
        "get",
        info.formatted("/>"),
        "result",
        info.formatted(
            "><x xmlns='jabber:x:data'><field var='muc#roominfo_avatarhash'><value>a9993e364706816aba3e25717850c26c9cd0d89d</value></field></x></query>"));
    asks(romeo, "set", "<vCard xmlns='vcard-temp'/>", "result", "");
    asks(juliet, "get", "<vCard xmlns='vcard-temp'/>", "result", "<vCard xmlns='vcard-temp'/>");
  }

  /** Invariant I6. */
  @Test
  void aPictureIsBoundedAndMustBeOne() {
    var large = "YWJj".repeat(PeopleWorld.ROOMS.cardBytesMax() / 4);
    asks(romeo, "set", CARD.replace("YWJj", large), "error", error("policy-violation"));
    asks(romeo, "set", CARD.replace("YWJj", "%"), "error", error("bad-request"));
    asks(romeo, "get", "<vCard xmlns='vcard-temp'/>", "result", "<vCard xmlns='vcard-temp'/>");
  }

  @Test
  void hatsAreSeenByAllAndStay() {
    asks(romeo, "set", command("create", "uri", "urn:ta", "title", "Assistant"), "result", "");
    romeo.quiet();
    juliet.quiet();
    var give = command("assign", "uri", "urn:ta", "jid", "juliet@localhost");
    asks(romeo, "set", give, "result", "");
    juliet.receives(hat("urn:ta"));
    romeo.receives(hat("urn:ta"));

    world.killRoom(NAVE);
    var tablet = world.connect("romeo@localhost/tablet");
    enter(tablet, "Romeo");
    tablet.receives(hat("urn:ta"));

    asks(romeo, "set", command("destroy", "uri", "urn:ta"), "result", "");
    var seen = romeo.receives("<presence from='%s/Juliet'/>".formatted(NAVE));
    assertTrue(seen.child("hats", "urn:xmpp:hats:0").isEmpty(), seen::toXml);
  }

  private String hash() {
    var id = "h" + ++questions;
    juliet.sends(
        "<iq type='get' id='%s' to='%s'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>"
            .formatted(id, NAVE));
    var info = juliet.receives("<iq type='result' id='%s'/>".formatted(id)).elements().get(0);
    return info.children("x", "jabber:x:data").stream()
        .flatMap(form -> form.children("field", "jabber:x:data").stream())
        .filter(field -> "hats#hash".equals(field.attribute("var")))
        .map(XmlElement::toXml)
        .findFirst()
        .orElse("");
  }

  /** XEP-0317 section 2. */
  @Test
  void theHashOfTheHatsChangesWithThem() {
    assertEquals("", hash());
    asks(romeo, "set", command("create", "uri", "urn:ta", "title", "Assistant"), "result", "");
    var one = hash();
    assertFalse(one.isEmpty());
    world.killRoom(NAVE);
    assertEquals(one, hash());
    asks(romeo, "set", command("create", "uri", "urn:ta", "title", "Teacher"), "result", "");
    assertFalse(one.equals(hash()));
    asks(romeo, "set", command("destroy", "uri", "urn:ta"), "result", "");
    assertEquals("", hash());
  }

  @Test
  void aClientGivesItselfNone() {
    var seen = romeo.receives("<presence from='%s/Juliet'/>".formatted(NAVE));
    assertFalse(seen.toXml().contains("urn:forged"), seen::toXml);
  }

  @Test
  void onlyAdminsMakeAndGiveThem() {
    var make = command("create", "uri", "urn:ta", "title", "Assistant");
    asks(juliet, "set", make, "error", error("forbidden"));
    asks(romeo, "set", make, "result", "");
    var give = command("assign", "uri", "urn:ta", "jid", "juliet@localhost");
    asks(juliet, "set", give, "error", error("forbidden"));
    asks(juliet, "set", command("list"), "result", "");
    asks(juliet, "set", command("list-assigned"), "error", error("forbidden"));
    asks(
        romeo,
        "set",
        command("assign", "uri", "urn:no", "jid", "a@b"),
        "error",
        error("item-not-found"));
    asks(
        romeo,
        "set",
        command("assign", "uri", "urn:ta", "jid", "b"),
        "error",
        error("bad-request"));
    asks(romeo, "set", command("wash"), "error", error("item-not-found"));
  }

  /** Invariant I6. */
  @Test
  void theirNumberIsBounded() {
    for (var n = 0; n < PeopleWorld.ROOMS.hatsMax(); n++) {
      asks(romeo, "set", command("create", "uri", "urn:" + n, "title", "T"), "result", "");
    }
    var more = command("create", "uri", "urn:more", "title", "T");
    asks(romeo, "set", more, "error", error("resource-constraint"));
    asks(romeo, "set", command("create", "uri", "urn:0", "title", "Changed"), "result", "");
    assertEquals(2, PeopleWorld.ROOMS.hatsMax());
  }
}
