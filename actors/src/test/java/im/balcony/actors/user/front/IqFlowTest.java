package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** IQs: RFC 6120 section 10.3, RFC 6121 sections 2 and 8.5, and the features that answer them. */
class IqFlowTest {
  private static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";
  private final PeopleWorld world = new PeopleWorld();

  @AfterEach
  void close() {
    world.close();
  }

  private static void refused(TestClient client, String id, String condition) {
    client.receives(
        "<iq type='error' id='%s'><error><%s xmlns='%s'/></error></iq>"
            .formatted(id, condition, STANZAS));
  }

  private static void set(TestClient client, String id, String payload) {
    client.sends("<iq type='set' id='%s'>%s</iq>".formatted(id, payload));
  }

  private static String roster(String items) {
    return "<query xmlns='jabber:iq:roster'>" + items + "</query>";
  }

  @Test
  void whatNobodyAnswersIsServiceUnavailable() {
    var romeo = world.online("romeo@localhost/phone");
    world.online("juliet@localhost/balcony");
    set(romeo, "a", "<what xmlns='urn:nothing'/>");
    refused(romeo, "a", "service-unavailable");
    romeo.sends("<iq type='get' id='b' to='localhost'><what xmlns='urn:nothing'/></iq>");
    refused(romeo, "b", "service-unavailable");
    romeo.sends("<iq type='get' id='c' to='juliet@localhost'><what xmlns='urn:nothing'/></iq>");
    refused(romeo, "c", "service-unavailable");
    romeo.sends("<iq type='get' id='d' to='juliet@localhost/gone'><what xmlns='urn:x'/></iq>");
    refused(romeo, "d", "service-unavailable");
    romeo.sends("<iq type='get' id='e' to='nobody@localhost'><what xmlns='urn:x'/></iq>");
    refused(romeo, "e", "service-unavailable");
    romeo.settles();
  }

  @Test
  void aClientIsAskedOnlyByThoseWhoMaySeeIt() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    var question = "<iq type='get' id='q' to='juliet@localhost/balcony'><q xmlns='urn:q'/></iq>";
    romeo.sends(question);
    refused(romeo, "q", "service-unavailable");
    juliet.receivesNo("<iq type='get'/>");
    world.befriend(romeo, juliet);
    romeo.sends(question);
    juliet.receives("<iq type='get' id='q' from='romeo@localhost/phone'><q xmlns='urn:q'/></iq>");
    juliet.sends("<iq type='result' id='q' to='romeo@localhost/phone'/>");
    romeo.receives("<iq type='result' id='q' from='juliet@localhost/balcony'/>");
    juliet.sends("<iq type='result' id='stray' to='romeo@localhost/gone'/>");
    juliet.sends("<iq type='result' id='stray' to='romeo@localhost'/>");
    juliet.settles();
    romeo.receivesNo("<iq/>");
  }

  @Test
  void ownClientsAskEachOther() {
    var phone = world.online("romeo@localhost/phone");
    var desk = world.connect("romeo@localhost/desk");
    phone.sends("<iq type='get' id='q' to='romeo@localhost/desk'><q xmlns='urn:q'/></iq>");
    desk.receives("<iq type='get' id='q' from='romeo@localhost/phone'/>");
    phone.sends("<iq type='get' id='p' to='romeo@localhost/gone'><q xmlns='urn:q'/></iq>");
    refused(phone, "p", "service-unavailable");
  }

  @Test
  void theRosterIsChangedPushedAndReadByVersions() {
    var phone = world.online("romeo@localhost/phone");
    var desk = world.connect("romeo@localhost/desk");
    set(
        phone,
        "s",
        roster("<item jid='nurse@localhost' name='Nurse'><group>Servants</group></item>"));
    phone.receives("<iq type='result' id='s'/>");
    var push =
        phone.receives(
            "<iq type='set' to='romeo@localhost/phone'>"
                + roster("<item jid='nurse@localhost' name='Nurse'><group>Servants</group></item>")
                + "</iq>");
    var version = push.elements().get(0).attribute("ver");
    desk.receivesNo("<iq type='set'/>");
    desk.sends(
        "<iq type='get' id='g'><query xmlns='jabber:iq:roster' ver='" + version + "'/></iq>");
    assertTrue(desk.receives("<iq type='result' id='g'/>").elements().isEmpty());
    set(phone, "r", roster("<item jid='nurse@localhost' subscription='remove'/>"));
    desk.receives(
        "<iq type='set'>"
            + roster("<item jid='nurse@localhost' subscription='remove'/>")
            + "</iq>");
    var late = world.connect("romeo@localhost/late");
    late.sends(
        "<iq type='get' id='g'><query xmlns='jabber:iq:roster' ver='" + version + "'/></iq>");
    assertTrue(late.receives("<iq type='result' id='g'/>").elements().isEmpty());
    late.receives(
        "<iq type='set'>"
            + roster("<item jid='nurse@localhost' subscription='remove'/>")
            + "</iq>");
    late.sends("<iq type='get' id='h'><query xmlns='jabber:iq:roster' ver=''/></iq>");
    late.receives("<iq type='result' id='h'>" + roster("") + "</iq>");
  }

  @Test
  void aWrongRosterSetGetsItsError() {
    var romeo = world.online("romeo@localhost/phone");
    set(romeo, "1", roster("<item jid='a@localhost'/><item jid='b@localhost'/>"));
    refused(romeo, "1", "bad-request");
    set(romeo, "2", roster("<item jid='a@localhost'><group>x</group><group>x</group></item>"));
    refused(romeo, "2", "bad-request");
    set(romeo, "3", roster("<item jid='a@localhost'><group></group></item>"));
    refused(romeo, "3", "not-acceptable");
    set(romeo, "4", roster("<item jid='a@localhost' subscription='remove'/>"));
    refused(romeo, "4", "item-not-found");
    set(romeo, "5", roster("<item jid='romeo@localhost'/>"));
    refused(romeo, "5", "not-allowed");
    var juliet = world.online("juliet@localhost/balcony");
    juliet.sends(
        "<iq type='set' id='6' to='romeo@localhost'>"
            + roster("<item jid='j@localhost'/>")
            + "</iq>");
    refused(juliet, "6", "forbidden");
    for (var i = 0; i < 5; i++) {
      set(romeo, "ok" + i, roster("<item jid='c" + i + "@localhost'/>"));
    }
    set(romeo, "7", roster("<item jid='c9@localhost'/>"));
    refused(romeo, "7", "resource-constraint");
  }

  @Test
  void whomTheAccountBlocksItHearsNoMore() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    juliet.sends("<iq type='get' id='l'><blocklist xmlns='urn:xmpp:blocking'/></iq>");
    juliet.receives("<iq type='result' id='l'><blocklist xmlns='urn:xmpp:blocking'/></iq>");
    set(juliet, "b", "<block xmlns='urn:xmpp:blocking'><item jid='romeo@localhost'/></block>");
    juliet.receives("<iq type='result' id='b'/>");
    juliet.receives(
        "<iq type='set'><block xmlns='urn:xmpp:blocking'><item jid='romeo@localhost'/></block></iq>");
    romeo.receives("<presence type='unavailable' from='juliet@localhost/balcony'/>");
    romeo.sends("<message type='chat' id='m' to='juliet@localhost'><body>please</body></message>");
    romeo.receives("<message type='error' id='m' from='juliet@localhost'/>");
    romeo.sends("<iq type='get' id='v' to='juliet@localhost'><vCard xmlns='vcard-temp'/></iq>");
    refused(romeo, "v", "service-unavailable");
    romeo.sends("<presence to='juliet@localhost'><show>chat</show></presence>");
    romeo.settles();
    juliet.receivesNo("<message/>");
    juliet.receivesNo("<presence from='romeo@localhost/phone'/>");
    juliet.sends("<message type='chat' id='o' to='romeo@localhost'><body>no</body></message>");
    juliet.receives(
        "<message type='error' id='o'><error type='cancel'><not-acceptable xmlns='"
            + STANZAS
            + "'/><blocked xmlns='urn:xmpp:blocking:errors'/></error></message>");
    set(juliet, "u", "<unblock xmlns='urn:xmpp:blocking'/>");
    juliet.receives("<iq type='result' id='u'/>");
    romeo.receives("<presence from='juliet@localhost/balcony'/>");
    romeo.sends("<message type='chat' id='n' to='juliet@localhost'><body>thanks</body></message>");
    juliet.receives("<message><body>thanks</body></message>");
  }

  @Test
  void aWrongBlockRequestGetsItsError() {
    var romeo = world.online("romeo@localhost/phone");
    set(romeo, "1", "<block xmlns='urn:xmpp:blocking'/>");
    refused(romeo, "1", "bad-request");
    set(
        romeo,
        "2",
        "<block xmlns='urn:xmpp:blocking'><item jid='a@x'/><item jid='b@x'/><item jid='c@x'/>"
            + "<item jid='d@x'/></block>");
    refused(romeo, "2", "resource-constraint");
  }

  @Test
  void theServerTellsWhatItIs() {
    var romeo = world.online("romeo@localhost/phone");
    romeo.sends(
        "<iq type='get' id='d' to='localhost'>"
            + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
    romeo.receives(
        "<iq type='result' id='d'><query xmlns='http://jabber.org/protocol/disco#info'>"
            + "<identity category='server' type='im' name='Balcony'/>"
            + "<feature var='urn:xmpp:blocking'/><feature var='urn:xmpp:carbons:2'/>"
            + "<feature var='vcard-temp'/><feature var='urn:xmpp:ping'/>"
            + "<feature var='msgoffline'/><feature var='http://jabber.org/protocol/caps'/>"
            + "<x xmlns='jabber:x:data'><field var='abuse-addresses'>"
            + "<value>mailto:abuse@localhost</value></field></x></query></iq>");
    romeo.sends(
        "<iq type='get' id='n' to='localhost'>"
            + "<query xmlns='http://jabber.org/protocol/disco#info' node='no'/></iq>");
    refused(romeo, "n", "item-not-found");
    romeo.sends("<iq type='get' id='v' to='localhost'><query xmlns='jabber:iq:version'/></iq>");
    romeo.receives(
        "<iq type='result' id='v'><query xmlns='jabber:iq:version'><name>Balcony</name></query></iq>");
    romeo.sends("<iq type='get' id='t' to='localhost'><time xmlns='urn:xmpp:time'/></iq>");
    romeo.receives("<iq type='result' id='t'><time xmlns='urn:xmpp:time'><utc/></time></iq>");
    romeo.sends("<iq type='get' id='l' to='localhost'><query xmlns='jabber:iq:last'/></iq>");
    romeo.receives("<iq type='result' id='l'><query xmlns='jabber:iq:last'/></iq>");
    romeo.sends("<iq type='get' id='p' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
    romeo.receives("<iq type='result' id='p'/>");
    romeo.sends("<iq type='set' id='w' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
    refused(romeo, "w", "bad-request");
  }

  @Test
  void anAccountTellsWhatItIsToThoseWhoMaySeeIt() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    var info =
        "<iq type='get' id='d' to='juliet@localhost'>"
            + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>";
    romeo.sends(info);
    refused(romeo, "d", "service-unavailable");
    world.befriend(romeo, juliet);
    romeo.sends(info);
    romeo.receives(
        "<iq type='result' id='d'><query xmlns='http://jabber.org/protocol/disco#info'>"
            + "<identity category='account' type='registered'/>"
            + "<feature var='urn:xmpp:mam:2'/></query></iq>");
    romeo.sends("<iq type='get' id='l' to='juliet@localhost'><query xmlns='jabber:iq:last'/></iq>");
    romeo.receives("<iq type='result' id='l'><query xmlns='jabber:iq:last' seconds='0'/></iq>");
    var paris = world.online("paris@localhost/x");
    paris.sends("<iq type='get' id='l' to='juliet@localhost'><query xmlns='jabber:iq:last'/></iq>");
    refused(paris, "l", "forbidden");
  }

  @Test
  void aCardIsReadByAllAndWrittenByItsOwner() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    set(romeo, "s", "<vCard xmlns='vcard-temp'><FN>Romeo</FN></vCard>");
    romeo.receives("<iq type='result' id='s'/>");
    juliet.sends("<iq type='get' id='g' to='romeo@localhost'><vCard xmlns='vcard-temp'/></iq>");
    juliet.receives(
        "<iq type='result' id='g' from='romeo@localhost'><vCard xmlns='vcard-temp'>"
            + "<FN>Romeo</FN></vCard></iq>");
    juliet.sends("<iq type='get' id='e' to='juliet@localhost'><vCard xmlns='vcard-temp'/></iq>");
    juliet.receives("<iq type='result' id='e'><vCard xmlns='vcard-temp'/></iq>");
    juliet.sends(
        "<iq type='set' id='f' to='romeo@localhost'><vCard xmlns='vcard-temp'><FN>x</FN></vCard></iq>");
    refused(juliet, "f", "forbidden");
    set(romeo, "b", "<vCard xmlns='vcard-temp'><FN>" + "x".repeat(2_000) + "</FN></vCard>");
    refused(romeo, "b", "not-acceptable");
  }

  @Test
  void privateElementsAreTheOwnersAlone() {
    var romeo = world.online("romeo@localhost/phone");
    var private1 = "<query xmlns='jabber:iq:private'><notes xmlns='urn:notes'>%s</notes></query>";
    set(romeo, "s", private1.formatted("milk"));
    romeo.receives("<iq type='result' id='s'/>");
    romeo.sends(
        "<iq type='get' id='g'><query xmlns='jabber:iq:private'><notes xmlns='urn:notes'/></query></iq>");
    romeo.receives(
        "<iq type='result' id='g'><query xmlns='jabber:iq:private'>"
            + "<notes xmlns='urn:notes'>milk</notes></query></iq>");
    var juliet = world.online("juliet@localhost/balcony");
    juliet.sends(
        "<iq type='get' id='j' to='romeo@localhost'><query xmlns='jabber:iq:private'>"
            + "<notes xmlns='urn:notes'/></query></iq>");
    refused(juliet, "j", "forbidden");
    set(romeo, "2", "<query xmlns='jabber:iq:private'><a xmlns='urn:a'/></query>");
    set(romeo, "3", "<query xmlns='jabber:iq:private'><b xmlns='urn:b'/></query>");
    refused(romeo, "3", "resource-constraint");
  }

  @Test
  void theArchiveIsReadInPagesBothWays() {
    var romeo = world.online("romeo@localhost/phone");
    world.online("juliet@localhost/balcony");
    for (var i = 1; i <= 5; i++) {
      romeo.sends("<message type='chat' to='juliet@localhost'><body>m" + i + "</body></message>");
    }
    romeo.settles();
    set(
        romeo,
        "1",
        "<query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'>"
            + "<max>2</max><before/></set></query>");
    var fin = romeo.receives("<iq type='result' id='1'><fin xmlns='urn:xmpp:mam:2'/></iq>");
    var texts =
        romeo.rest().stream().filter(each -> each.name().equals("message")).map(Object::toString);
    assertEquals(2, texts.filter(xml -> xml.contains("m4") || xml.contains("m5")).count());
    var first = fin.elements().get(0).elements().get(0).elements().get(0).text();
    romeo.quiet();
    set(
        romeo,
        "2",
        "<query xmlns='urn:xmpp:mam:2'><flip-page/><set xmlns='http://jabber.org/protocol/rsm'>"
            + "<max>9</max><before>"
            + first
            + "</before></set></query>");
    romeo.receives("<iq type='result' id='2'><fin xmlns='urn:xmpp:mam:2' complete='true'/></iq>");
    var page = romeo.rest().stream().filter(each -> each.name().equals("message")).toList();
    assertEquals(3, page.size());
    assertTrue(page.get(0).toXml().contains("m3"));
    set(
        romeo,
        "3",
        "<query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'>"
            + "<after>12345</after></set></query>");
    refused(romeo, "3", "item-not-found");
    set(
        romeo,
        "4",
        "<query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'>"
            + "<after>not-ours</after></set></query>");
    refused(romeo, "4", "item-not-found");
    romeo.sends("<iq type='get' id='5'><metadata xmlns='urn:xmpp:mam:2'/></iq>");
    romeo.receives(
        "<iq type='result' id='5'><metadata xmlns='urn:xmpp:mam:2'><start/><end/></metadata></iq>");
    var juliet = world.connect("paris@localhost/x");
    juliet.sends("<iq type='set' id='6' to='romeo@localhost'><query xmlns='urn:xmpp:mam:2'/></iq>");
    refused(juliet, "6", "forbidden");
  }

  @Test
  void manyArchiveQueriesAtOnceAreAllAnswered() {
    var romeo = world.online("romeo@localhost/phone");
    for (var i = 0; i < 20; i++) {
      set(romeo, "q" + i, "<query xmlns='urn:xmpp:mam:2'/>");
    }
    for (var i = 0; i < 20; i++) {
      romeo.receives("<iq type='result' id='q" + i + "'><fin xmlns='urn:xmpp:mam:2'/></iq>");
    }
  }
}
