package im.balcony.actors.user.front;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rooms in the inbox of accounts that are not in them (ADR 14). */
class FollowedRoomsTest {
  private static final String NAVE = "nave@conference.localhost";
  private static final String MUC = "http://jabber.org/protocol/muc";
  private static final String SYNC = "https://xabber.com/protocol/synchronization";
  private static final String ROOMS = "urn:balcony:rooms:0";
  private static final String ROW =
      "<conversation jid='"
          + NAVE
          + "' type='urn:xabber:chat'><room xmlns='"
          + ROOMS
          + "' followed='%s' mentions='%s'/><metadata node='"
          + SYNC
          + "'><unread count='%s'/></metadata></conversation>";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private TestClient juliet = world.online("juliet@localhost/balcony");
  private int asked;

  @BeforeEach
  void open() {
    romeo.sends("<presence to='%s/Romeo'><x xmlns='%s'/></presence>".formatted(NAVE, MUC));
    romeo.receives("<message type='groupchat'><subject/></message>");
    owner("<x xmlns='jabber:x:data' type='submit'/>");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void iq(TestClient client, String type, String to, String payload) {
    var id = "i" + ++asked;
    client.sends("<iq type='%s' id='%s'%s>%s</iq>".formatted(type, id, to, payload));
    client.receives("<iq type='result' id='%s'/>".formatted(id));
  }

  private void owner(String payload) {
    iq(romeo, "set", toRoom(), "<query xmlns='%s#owner'>%s</query>".formatted(MUC, payload));
  }

  private void affiliation(String affiliation) {
    iq(
        romeo,
        "set",
        toRoom(),
        "<query xmlns='%s#admin'><item affiliation='%s' jid='juliet@localhost'/></query>"
            .formatted(MUC, affiliation));
  }

  private static String toRoom() {
    return " to='" + NAVE + "'";
  }

  private void register() {
    iq(
        juliet,
        "set",
        toRoom(),
        "<query xmlns='jabber:iq:register'><x xmlns='jabber:x:data' type='submit'>"
            + "<field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#register</value></field>"
            + "<field var='muc#register_roomnick'><value>Juliet</value></field></x></query>");
  }

  /** By registering; from then on she is told of changes. */
  private void follow() {
    list(juliet);
    register();
    told(juliet, true, 0, 0);
  }

  private void bookmark(String autojoin, String extensions) {
    bookmark(NAVE, autojoin, extensions);
  }

  private void bookmark(String room, String autojoin, String extensions) {
    iq(
        juliet,
        "set",
        "",
        ("<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:xmpp:bookmarks:1'>"
                + "<item id='%s'><conference xmlns='urn:xmpp:bookmarks:1' autojoin='%s'>%s"
                + "</conference></item></publish></pubsub>")
            .formatted(room, autojoin, extensions));
  }

  private void says(String id, String more) {
    romeo.sends(
        "<message to='%s' type='groupchat' id='%2$s'><body>%2$s</body>%3$s</message>"
            .formatted(NAVE, id, more));
    romeo.receives("<message type='groupchat' id='%s'/>".formatted(id));
  }

  /** The list as it is; from then on the client is told of changes. */
  private XmlElement list(TestClient client) {
    var id = "i" + ++asked;
    client.sends("<iq type='get' id='%s'><query xmlns='%s'/></iq>".formatted(id, SYNC));
    return client.receives("<iq type='result' id='%s'/>".formatted(id));
  }

  private static String row(boolean followed, int mentions, int unread) {
    return ROW.formatted(followed, mentions, unread);
  }

  private static XmlElement told(TestClient client, boolean followed, int mentions, int unread) {
    return client.receives(
        "<iq type='set'><query xmlns='%s'>%s</query></iq>"
            .formatted(SYNC, row(followed, mentions, unread)));
  }

  /** The row is in the list when it is asked for, however long the account was away. */
  private XmlElement listed(TestClient client, boolean followed, int mentions, int unread) {
    var id = "i" + ++asked;
    client.sends("<iq type='get' id='%s'><query xmlns='%s'/></iq>".formatted(id, SYNC));
    return client.receives(
        "<iq type='result' id='%s'><query xmlns='%s'>%s</query></iq>"
            .formatted(id, SYNC, row(followed, mentions, unread)));
  }

  private void comesBack() {
    juliet.leaves();
    juliet = world.online("juliet@localhost/balcony");
  }

  @Test
  void whoIsRegisteredHearsOfItWithoutBeingThere() {
    says("before", "");
    follow();
    says("m1", "");
    var push = told(juliet, true, 0, 1);
    assertTrue(push.toXml().contains(">m1</body>"), push::toXml);
    assertTrue(push.toXml().contains(NAVE + "/Romeo"), push::toXml);
    says("m2", "");
    told(juliet, true, 0, 2);
    juliet.receivesNo("<message type='groupchat'/>");
  }

  @Test
  void aBookmarkThatEntersByItselfFollowsAndItsEndEndsIt() {
    list(juliet);
    bookmark("true", "");
    told(juliet, true, 0, 0);
    says("m1", "");
    told(juliet, true, 0, 1);
    bookmark("false", "");
    told(juliet, false, 0, 1);
    says("m2", "");
    romeo.settles();
    juliet.settles();
    listed(juliet, false, 0, 1);
  }

  @Test
  void whatWasSaidWhileNobodyWasThereIsInTheList() {
    follow();
    juliet.leaves();
    for (var n = 0; n < 5; n++) {
      says("m" + n, "");
    }
    juliet = world.online("juliet@localhost/balcony");
    listed(juliet, true, 0, 5);
  }

  @Test
  void bothLogsSurviveTheirNodes() {
    follow();
    juliet.leaves();
    world.endUser("juliet@localhost");
    says("m1", "");
    world.killRoom(NAVE);
    says("m2", "");
    world.killRoom(NAVE);
    world.endUser("juliet@localhost");
    juliet = world.online("juliet@localhost/balcony");
    listed(juliet, true, 0, 2);
    world.killRoom(NAVE);
    says("m3", "");
    told(juliet, true, 0, 3);
  }

  /** Nobody has to come anew because a room was asleep, or lost its node. */
  @Test
  void aRoomThatWasStartedAnewTellsWhoeverIsThere() {
    follow();
    world.killRoom(NAVE);
    says("m1", "");
    told(juliet, true, 0, 1);
  }

  /** The room's node dies when what was said is durable and before anybody was told. */
  @Test
  void aRoomThatStartsTellsWhatItsLastNodeMayNotHaveTold() {
    follow();
    says("m1", "");
    world.killRoom(NAVE);
    romeo.sends("<presence to='%s/Romeo'/>".formatted(NAVE));
    told(juliet, true, 0, 1);
  }

  @Test
  void ownWordsAndMarkersAreReadPositions() {
    follow();
    juliet.sends("<presence to='%s/Juliet'><x xmlns='%s'/></presence>".formatted(NAVE, MUC));
    juliet.receives("<message type='groupchat'><subject/></message>");
    says("m1", "");
    told(juliet, true, 0, 1);
    var m1 = juliet.receives("<message type='groupchat' id='m1'/>");
    says("m2", "");
    told(juliet, true, 0, 2);
    var id = m1.child("stanza-id", "urn:xmpp:sid:0").orElseThrow().attribute("id");
    var tablet = world.online("juliet@localhost/tablet");
    listed(tablet, true, 0, 2);
    juliet.sends(
        "<message to='%s' type='groupchat' id='d1'><displayed xmlns='urn:xmpp:chat-markers:0' id='%s'/></message>"
            .formatted(NAVE, id));
    told(tablet, true, 0, 1);
    juliet.sends(
        "<message to='%s' type='groupchat' id='own'><body>o</body></message>".formatted(NAVE));
    told(tablet, true, 0, 0);
  }

  /** XEP-0490: the item names the room and an id of its archive, here one that no row remembers. */
  @Test
  void whatAnotherDeviceHasShownIsRead() {
    follow();
    romeo.quiet();
    String third = null;
    for (var n = 0; n < 12; n++) {
      romeo.sends(
          "<message to='%s' type='groupchat' id='m%d'><body>b</body></message>".formatted(NAVE, n));
      var said = romeo.receives("<message type='groupchat' id='m%d'/>".formatted(n));
      if (n == 2) {
        third = said.child("stanza-id", "urn:xmpp:sid:0").orElseThrow().attribute("id");
      }
    }
    told(juliet, true, 0, 12);
    var tablet = world.online("juliet@localhost/tablet");
    listed(tablet, true, 0, 12);
    iq(
        juliet,
        "set",
        "",
        ("<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:xmpp:mds:displayed:0'>"
                + "<item id='%s'><displayed xmlns='urn:xmpp:mds:displayed:0'>"
                + "<stanza-id xmlns='urn:xmpp:sid:0' by='%s' id='%s'/></displayed></item>"
                + "</publish></pubsub>")
            .formatted(NAVE, NAVE, third));
    told(tablet, true, 0, 9);
  }

  @Test
  void mentionsAreCountedUntilTheyAreRead() {
    follow();
    says(
        "m1",
        "<reference xmlns='urn:xmpp:reference:0' type='mention' uri='xmpp:%s/Juliet'/>"
            .formatted(NAVE));
    told(juliet, true, 1, 1);
    says("m2", "");
    says("m3", "<mention xmlns='urn:xmpp:mentions:0' mentions='urn:xmpp:mentions:0#channel'/>");
    told(juliet, true, 2, 3);
    says("m4", "<mention xmlns='urn:xmpp:mentions:0' jid='juliet@localhost'><noping/></mention>");
    told(juliet, true, 2, 4);
    juliet.sends("<presence to='%s/Juliet'><x xmlns='%s'/></presence>".formatted(NAVE, MUC));
    juliet.receives("<message type='groupchat'><subject/></message>");
    juliet.sends(
        "<message to='%s' type='groupchat' id='own'><body>o</body></message>".formatted(NAVE));
    told(juliet, true, 0, 0);
  }

  @Test
  void whatIsTakenBackIsNotUnread() {
    follow();
    romeo.sends(
        "<message to='%s' type='groupchat' id='t1'><body>t1</body><reference xmlns='urn:xmpp:reference:0' type='mention' uri='xmpp:%s/Juliet'/></message>"
            .formatted(NAVE, NAVE));
    var said = romeo.receives("<message type='groupchat' id='t1'/>");
    told(juliet, true, 1, 1);
    says("t2", "");
    told(juliet, true, 1, 2);
    var id = StanzaIds.archiveId(said, Jid.parse(NAVE)).orElseThrow();
    romeo.sends(
        "<message to='%s' type='groupchat' id='r1'><retract xmlns='urn:xmpp:message-retract:1' id='%d'/></message>"
            .formatted(NAVE, id));
    romeo.receives("<message type='groupchat' id='r1'/>");
    told(juliet, true, 0, 1);
    world.killRoom(NAVE);
    says("t3", "");
    told(juliet, true, 0, 2);
    comesBack();
    listed(juliet, true, 0, 2);
  }

  /** HARDENING A27. */
  @Test
  void whoIsBannedHearsNothingMore() {
    list(juliet);
    bookmark("true", "");
    told(juliet, true, 0, 0);
    affiliation("outcast");
    told(juliet, false, 0, 0);
    says("m1", "");
    comesBack();
    listed(juliet, false, 0, 0);
    affiliation("none");
    comesBack();
    listed(juliet, true, 0, 0);
  }

  /** XEP-0191: a room that is blocked is one that nobody follows. */
  @Test
  void aBlockedRoomIsNotHeard() {
    follow();
    iq(
        juliet,
        "set",
        "",
        "<block xmlns='urn:xmpp:blocking'><item jid='%s'/></block>".formatted(NAVE));
    says("m1", "");
    told(juliet, false, 0, 0);
    says("m2", "");
    romeo.settles();
    listed(juliet, false, 0, 0);
  }

  @Test
  void aRoomThatIsNoMoreSaysSo() {
    follow();
    owner("<destroy/>");
    told(juliet, false, 0, 0);
  }

  @Test
  void whoUnregistersFollowsNoMore() {
    follow();
    iq(juliet, "set", toRoom(), "<query xmlns='jabber:iq:register'><remove/></query>");
    told(juliet, false, 0, 0);
  }

  /** One index event stands for all that was said since the last one. */
  @Test
  void whatIsSaidFastIsToldTogether() {
    follow();
    var events = world.indexEventsOf("juliet@localhost");
    for (var n = 0; n < 30; n++) {
      romeo.sends(
          "<message to='%s' type='groupchat' id='m%d'><body>b</body></message>".formatted(NAVE, n));
    }
    told(juliet, true, 0, 30);
    var written = world.indexEventsOf("juliet@localhost") - events;
    assertTrue(written < 15, () -> written + " events for 30 messages");
  }

  @Test
  void aNameThatIsGivenAgainFollowsNothing() {
    follow();
    iq(juliet, "set", " to='localhost'", "<query xmlns='jabber:iq:register'><remove/></query>");
    says("m1", "");
    await().until(() -> world.incarnationOf("juliet@localhost").isEmpty());
    juliet = world.online("juliet@localhost/balcony");
    says("m2", "");
    romeo.settles();
    var list = list(juliet);
    assertEquals(0, list.toXml().split("<conversation", -1).length - 1, list::toXml);
  }

  @Test
  void aDeviceThatIsNotThereIsWokenUnlessTheRoomIsMuted() {
    var service = world.online("push@localhost/service");
    world.befriend(service, juliet);
    follow();
    iq(
        juliet,
        "set",
        "",
        "<enable xmlns='urn:xmpp:push:0' jid='push@localhost/service' node='n1'/>");
    bookmark(
        "false",
        "<extensions><notify xmlns='urn:xmpp:notification-settings:1'><on-mention/></notify></extensions>");
    juliet.leaves();
    says("m1", "");
    says(
        "m2",
        "<reference xmlns='urn:xmpp:reference:0' type='mention' uri='xmpp:juliet@localhost'/>");
    var push = service.receives("<iq type='set' from='juliet@localhost'/>");
    assertTrue(push.toXml().contains("<value>2</value>"), push::toXml);
    service.sends(
        "<iq type='result' to='juliet@localhost' id='%s'/>".formatted(push.attribute("id")));
    says("m3", "");
    romeo.settles();
    service.settles();
    service.receivesNo("<iq type='set' from='juliet@localhost'/>");
  }

  /** Of the room, here three; whoever comes then is as before. */
  @Test
  void followersOfARoomAreBounded() {
    var first = juliet;
    for (var name : List.of("a", "b", "c")) {
      juliet = world.online(name + "@localhost/phone");
      list(juliet);
      bookmark("true", "");
      told(juliet, true, 0, 0);
    }
    juliet = first;
    bookmark("true", "");
    says("m1", "");
    juliet.settles();
    assertEquals(0, list(juliet).toXml().split("<conversation", -1).length - 1);
  }

  /** Of the account, here three, of which two are asked at once. */
  @Test
  void roomsOfAnAccountAreBounded() {
    list(juliet);
    for (var name : List.of("one", "two", "three")) {
      var room = name + "@conference.localhost";
      romeo.sends("<presence to='%s/Romeo'><x xmlns='%s'/></presence>".formatted(room, MUC));
      romeo.receives("<message from='%s' type='groupchat'><subject/></message>".formatted(room));
      iq(
          romeo,
          "set",
          " to='" + room + "'",
          "<query xmlns='%s#owner'><x xmlns='jabber:x:data' type='submit'/></query>"
              .formatted(MUC));
      romeo.sends("<presence to='%s/Romeo' type='unavailable'/>".formatted(room));
      romeo.receives("<presence from='%s/Romeo' type='unavailable'/>".formatted(room));
      bookmark(room, "true", "");
    }
    bookmark("true", "");
    juliet.settles();
    comesBack();
    assertEquals(3, list(juliet).toXml().split("<conversation", -1).length - 1);
  }
}
