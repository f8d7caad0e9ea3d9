package im.balcony.actors.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.fence.Fence;
import im.balcony.actors.world.ClosedFence;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.mix.ParticipantAddress;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel that is a room as well (XEP-0369, XEP-0405), its logs in memory. */
class ChannelTest {
  private static final String SERVICE = "conference.localhost";
  private static final String COVEN = "coven@" + SERVICE;
  private static final String MUC = "http://jabber.org/protocol/muc";
  private static final String CORE = "urn:xmpp:mix:core:1";
  private static final String PAM = "urn:xmpp:mix:pam:2";
  private static final String NODES = "urn:xmpp:mix:nodes:";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient hecate = mix("hecate@localhost/cave");
  private final TestClient hag = mix("hag@localhost/heath");
  private final TestClient romeo = world.online("romeo@localhost/phone");

  /** A client that tells of itself that it knows MIX. */
  private TestClient mix(String jid) {
    var client =
        world.online(
            jid, "<c xmlns='http://jabber.org/protocol/caps' node='urn:example:mix' ver='1'/>");
    var question =
        client.receives(
            "<iq type='get'><query xmlns='http://jabber.org/protocol/disco#info' node='urn:example:mix#1'/></iq>");
    client.sends(
        "<iq type='result' id='%s'><query xmlns='http://jabber.org/protocol/disco#info'><feature var='%s'/></query></iq>"
            .formatted(question.attribute("id"), CORE));
    return client;
  }

  @BeforeEach
  void create() {
    hecate.sends(
        "<iq type='set' id='new' to='%s'><create xmlns='%s' channel='coven'/></iq>"
            .formatted(SERVICE, CORE));
    hecate.receives(
        "<iq type='result' id='new'><create xmlns='%s' channel='coven'/></iq>".formatted(CORE));
    join(hecate, "top");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static String request(String id, String nick, String... nodes) {
    var join = new StringBuilder();
    for (var node : nodes) {
      join.append("<subscribe node='").append(NODES).append(node).append("'/>");
    }
    return "<iq type='set' id='%s'><client-join xmlns='%s' channel='%s'><join xmlns='%s'>%s<nick>%s</nick></join></client-join></iq>"
        .formatted(id, PAM, COVEN, CORE, join, nick);
  }

  private static XmlElement join(TestClient client, String nick) {
    client.sends(request("join", nick, "messages", "participants", "presence"));
    return client
        .receives(
            "<iq type='result' id='join'><client-join xmlns='%s'><join xmlns='%s'><nick>%s</nick></join></client-join></iq>"
                .formatted(PAM, CORE, nick))
        .elements()
        .get(0)
        .elements()
        .get(0);
  }

  private static void enter(TestClient client, String nick) {
    client.sends("<presence to='%s/%s'><x xmlns='%s'/></presence>".formatted(COVEN, nick, MUC));
    client.receives(
        "<presence from='%s/%s'><x xmlns='%s#user'><status code='110'/></x></presence>"
            .formatted(COVEN, nick, MUC));
    client.receives("<message type='groupchat'><subject/></message>");
  }

  private static void say(TestClient client, String id) {
    client.sends(
        "<message to='%s' type='groupchat' id='%s'><body>%s</body></message>"
            .formatted(COVEN, id, id));
  }

  private static XmlElement hears(TestClient client, String body) {
    return client.receives(
        "<message type='groupchat'><body>%s</body><mix xmlns='%s'/></message>"
            .formatted(body, CORE));
  }

  private static long idOf(XmlElement message) {
    return StanzaIds.archiveId(message, Jid.parse(COVEN)).orElseThrow();
  }

  @Test
  void participantsAndOccupantsHearEachOther() {
    var id = join(hag, "third").attribute("id");
    enter(romeo, "Romeo");
    say(hag, "tis-time");
    romeo.receives("<message from='%s/third' id='tis-time'/>".formatted(COVEN));
    var heard = hears(hecate, "tis-time");
    assertEquals(COVEN + "/" + id, heard.attribute("from"));
    assertEquals(Long.toString(idOf(heard)), heard.attribute("id"));
    say(romeo, "soft");
    assertTrue(idOf(hears(hag, "soft")) > idOf(heard));
    hears(hecate, "soft");
    // one client, one copy
    hag.receivesNo("<message from='%s/Romeo'/>".formatted(COVEN));
    romeo.receivesNo("<message><mix xmlns='%s'/></message>".formatted(CORE));
  }

  /** Invariant I3. */
  @Test
  void whatIsSentAgainAddsNothing() {
    join(hag, "third");
    say(hag, "once");
    hears(hecate, "once");
    say(hag, "once");
    hag.settles();
    hecate.receivesNo("<message type='groupchat'><body>once</body></message>");
    var again = join(hag, "third");
    assertEquals(join(hag, "third").attribute("id"), again.attribute("id"));
  }

  @Test
  void participantsSurviveTheLossOfTheRoomsNode() {
    join(hag, "third");
    say(hag, "before");
    var before = hears(hecate, "before");
    world.killRoom(COVEN);
    say(hag, "after");
    assertTrue(idOf(hears(hecate, "after")) > idOf(before));
    hecate.receivesNo("<presence type='unavailable'/>");
  }

  /** It is durable, so its sender does not say it again: the next node tells whoever missed it. */
  @Test
  void whatIsDurableWhenTheRoomsNodeIsLostIsToldByTheNextOne() {
    join(hag, "third");
    say(hag, "told");
    hears(hecate, "told");
    var closed = new ClosedFence();
    world.useFence(closed);
    say(hag, "untold");
    Awaitility.await().until(closed::isAsked);
    world.killRoom(COVEN);
    world.useFence(Fence.alone());
    say(hag, "next");
    for (var client : List.of(hecate, hag)) {
      var untold = hears(client, "untold");
      assertTrue(idOf(untold) < idOf(hears(client, "next")));
      client.receivesNo("<message type='groupchat'><body>untold</body></message>");
    }
  }

  @Test
  void participantsSurviveTheLossOfTheAccountsNode() {
    join(hag, "third");
    hag.settles();
    world.killUser("hag@localhost");
    hag.findsItsUser();
    say(hecate, "still");
    hears(hag, "still");
    var tablet = mix("hag@localhost/tablet");
    tablet.receives(
        "<presence from='%s/cave'><mix xmlns='urn:xmpp:mix:presence:0'/></presence>"
            .formatted(encoded(hecate)));
    say(hecate, "both");
    hears(hag, "both");
    hears(tablet, "both");
    hag.sends(
        "<iq type='get' id='r'><query xmlns='jabber:iq:roster'><annotate xmlns='urn:xmpp:mix:roster:0'/></query></iq>");
    hag.receives(
        "<iq type='result' id='r'><query xmlns='jabber:iq:roster'><item jid='%s' subscription='from'><channel xmlns='urn:xmpp:mix:roster:0'/></item></query></iq>"
            .formatted(COVEN));
  }

  private static String encoded(TestClient client) {
    return ParticipantAddress.of(
            Jid.parse(COVEN), ParticipantAddress.idOf(new byte[32], client.jid()))
        .toString();
  }

  @Test
  void whoCannotTakePartIsRefused() {
    hag.sends(request("taken", "top", "messages"));
    hag.receives(
        "<iq type='error' id='taken'><error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    hag.sends(request("none", "", "messages"));
    hag.receives(
        "<iq type='error' id='none'><error><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    hag.sends(request("long", "x".repeat(11), "messages"));
    hag.receives(
        "<iq type='error' id='long'><error><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    hag.sends(request("node", "third", "nowhere"));
    hag.receives(
        "<iq type='error' id='node'><error><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    hag.sends(request("hidden", "third", "jidmap"));
    hag.receives(
        "<iq type='error' id='hidden'><error><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    hag.sends("<message to='%s' type='groupchat' id='m'><body>m</body></message>".formatted(COVEN));
    hag.receives(
        "<message type='error' id='m'><error><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    romeo.sends("<presence to='%s/top' id='p'><x xmlns='%s'/></presence>".formatted(COVEN, MUC));
    romeo.receives(
        "<presence type='error' id='p'><error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>");
  }

  @Test
  void aChannelIsFullAtItsBound() {
    join(hag, "third");
    join(mix("witch@localhost/hut"), "second");
    var late = mix("late@localhost/road");
    late.sends(request("full", "late", "messages"));
    late.receives(
        "<iq type='error' id='full'><error><resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
  }

  @Test
  void whoLeavesHearsNothingMore() {
    var id = join(hag, "third").attribute("id");
    hag.sends(
        "<iq type='set' id='leave'><client-leave xmlns='%s' channel='%s'><leave xmlns='%s'/></client-leave></iq>"
            .formatted(PAM, COVEN, CORE));
    hag.receives(
        "<iq type='result' id='leave'><client-leave xmlns='%s'><leave xmlns='%s'/></client-leave></iq>"
            .formatted(PAM, CORE));
    hecate.receives(
        "<message><event xmlns='http://jabber.org/protocol/pubsub#event'><items node='%sparticipants'><retract id='%s'/></items></event></message>"
            .formatted(NODES, id));
    say(hecate, "alone");
    hears(hecate, "alone");
    hag.receivesNo("<message type='groupchat'/>");
    assertFalse(hag.memory().directedPresences().contains(Jid.parse(COVEN)));
  }

  /** XEP-0406 section 3.3: who is banned is a participant no more. */
  @Test
  void whoIsBannedTakesPartNoMore() {
    var id = join(hag, "third").attribute("id");
    hecate.sends(
        "<iq type='set' id='ban' to='%s'><query xmlns='%s#admin'><item affiliation='outcast' jid='hag@localhost'/></query></iq>"
            .formatted(COVEN, MUC));
    hecate.receives("<iq type='result' id='ban'/>");
    hecate.receives(
        "<message><event xmlns='http://jabber.org/protocol/pubsub#event'><items node='%sparticipants'><retract id='%s'/></items></event></message>"
            .formatted(NODES, id));
    say(hag, "cursed");
    hag.receives("<message type='error' id='cursed'/>");
  }

  @Test
  void aChannelEndsForItsOwnerAlone() {
    join(hag, "third");
    hag.sends(destroy("no"));
    hag.receives(
        "<iq type='error' id='no'><error><forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    hecate.sends(destroy("end"));
    hecate.receives("<iq type='result' id='end'/>");
    say(hag, "gone");
    hag.receives("<message type='error' id='gone'/>");
    hag.sends(
        "<iq type='set' id='leave'><client-leave xmlns='%s' channel='%s'><leave xmlns='%s'/></client-leave></iq>"
            .formatted(PAM, COVEN, CORE));
    hag.receives(
        "<iq type='result' id='leave'><client-leave xmlns='%s'><leave xmlns='%s'/></client-leave></iq>"
            .formatted(PAM, CORE));
  }

  private static String destroy(String id) {
    return "<iq type='set' id='%s' to='%s'><destroy xmlns='%s' channel='coven'/></iq>"
        .formatted(id, SERVICE, CORE);
  }
}
