package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xml.XmlElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages between whole accounts: RFC 6121 8.5, XEP-0280, 0160, 0313, 0359. */
class MessageFlowTest {
  private final PeopleWorld world = new PeopleWorld();

  @AfterEach
  void close() {
    world.close();
  }

  private static void say(TestClient from, String to, String text) {
    from.sends(
        "<message type='chat' to='"
            + to
            + "' id='"
            + text
            + "'><body>"
            + text
            + "</body></message>");
  }

  private static void wantsCarbons(TestClient client) {
    client.sends("<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
    client.receives("<iq type='result' id='c'/>");
  }

  private static String stanzaId(XmlElement message) {
    return String.valueOf(
        message.child("stanza-id", "urn:xmpp:sid:0").orElseThrow().attribute("id"));
  }

  @Test
  void aMessageArrivesWithItsArchiveIdAndIsSettledWhenBothHaveIt() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    say(romeo, "juliet@localhost", "hi");
    var got = juliet.receives("<message from='romeo@localhost/phone'><body>hi</body></message>");
    assertEquals("juliet@localhost", got.attribute("to"));
    romeo.settles();
    var mark = juliet.deliveries().get(juliet.deliveries().size() - 1).archiveId();
    assertEquals(stanzaId(got), Long.toString(mark));
  }

  @Test
  void copiesGoToTheOtherDevicesOfBoth() {
    var phone = world.online("romeo@localhost/phone");
    var desk = world.online("romeo@localhost/desk");
    wantsCarbons(desk);
    wantsCarbons(phone);
    var balcony = world.online("juliet@localhost/balcony", "<priority>5</priority>");
    var tablet = world.online("juliet@localhost/tablet", "<priority>-1</priority>");
    wantsCarbons(tablet);
    say(phone, "juliet@localhost", "wherefore");
    var original = balcony.receives("<message><body>wherefore</body></message>");
    var received =
        tablet.receives(
            "<message type='chat' from='juliet@localhost' to='juliet@localhost/tablet'>"
                + "<received xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                + "<message xmlns='jabber:client' from='romeo@localhost/phone'>"
                + "<body>wherefore</body></message></forwarded></received></message>");
    assertTrue(received.toXml().contains(stanzaId(original)));
    desk.receives(
        "<message from='romeo@localhost' to='romeo@localhost/desk'>"
            + "<sent xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>"
            + "<message xmlns='jabber:client' to='juliet@localhost'>"
            + "<stanza-id xmlns='urn:xmpp:sid:0' by='romeo@localhost'/>"
            + "</message></forwarded></sent></message>");
    phone.receivesNo("<message/>");
    balcony.receivesNo("<message/>");
  }

  @Test
  void aPrivateMessageIsNotCopied() {
    var phone = world.online("romeo@localhost/phone");
    var desk = world.online("romeo@localhost/desk");
    wantsCarbons(desk);
    world.online("juliet@localhost/balcony");
    phone.sends(
        "<message type='chat' to='juliet@localhost'><body>psst</body>"
            + "<private xmlns='urn:xmpp:carbons:2'/></message>");
    phone.settles();
    desk.receivesNo("<message/>");
  }

  @Test
  void forgedArchiveIdsAndDelaysAreTakenOut() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    romeo.sends(
        "<message type='chat' to='juliet@localhost'><body>trust me</body>"
            + "<stanza-id xmlns='urn:xmpp:sid:0' by='juliet@localhost' id='666'/>"
            + "<delay xmlns='urn:xmpp:delay' from='localhost' stamp='2000-01-01T00:00:00Z'/>"
            + "</message>");
    var got = juliet.receives("<message><body>trust me</body></message>");
    assertEquals(1, got.children("stanza-id", "urn:xmpp:sid:0").size());
    assertTrue(got.child("delay", "urn:xmpp:delay").isEmpty());
  }

  @Test
  void whatWaitedComesWithADelayOnceAndOnlyWhatOthersSent() {
    world.account("juliet@localhost");
    var romeo = world.online("romeo@localhost/phone");
    say(romeo, "juliet@localhost", "one");
    romeo.sends("<message type='headline' to='juliet@localhost'><body>news</body></message>");
    say(romeo, "juliet@localhost/gone", "two");
    romeo.settles();
    var juliet = world.online("juliet@localhost/balcony");
    var one =
        juliet.receives(
            "<message from='romeo@localhost/phone'><body>one</body>"
                + "<delay xmlns='urn:xmpp:delay' from='localhost'/></message>");
    stanzaId(one);
    juliet.receives("<message><body>two</body></message>");
    juliet.receivesNo("<message/>");
    say(juliet, "romeo@localhost", "late");
    juliet.settles();
    juliet.leaves();
    var again = world.online("juliet@localhost/tablet");
    again.receivesNo("<message/>");
  }

  @Test
  void aClientThatReadsItsArchiveGetsNothingTwice() {
    world.account("juliet@localhost");
    var romeo = world.online("romeo@localhost/phone");
    say(romeo, "juliet@localhost", "one");
    romeo.settles();
    var juliet = world.connect("juliet@localhost/balcony");
    juliet.sends("<iq type='set' id='m'><query xmlns='urn:xmpp:mam:2' queryid='q1'/></iq>");
    var result =
        juliet.receives(
            "<message from='juliet@localhost' to='juliet@localhost/balcony'>"
                + "<result xmlns='urn:xmpp:mam:2' queryid='q1'>"
                + "<forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay'/>"
                + "<message xmlns='jabber:client' from='romeo@localhost/phone'><body>one</body>"
                + "</message></forwarded></result></message>");
    assertTrue(result.toXml().contains("one"));
    juliet.receives("<iq type='result' id='m'><fin xmlns='urn:xmpp:mam:2' complete='true'/></iq>");
    juliet.sends("<presence/>");
    juliet.receives("<presence from='juliet@localhost/balcony'/>");
    juliet.receivesNo("<message/>");
  }

  @Test
  void whatNobodyMayKeepIsBouncedWhenNobodyIsThere() {
    world.account("juliet@localhost");
    var romeo = world.online("romeo@localhost/phone");
    romeo.sends(
        "<message type='chat' id='n1' to='juliet@localhost'><body>secret</body>"
            + "<no-store xmlns='urn:xmpp:hints'/></message>");
    romeo.receives(
        "<message type='error' id='n1' from='juliet@localhost'><error type='cancel'>"
            + "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    romeo.sends(
        "<message type='chat' to='juliet@localhost'>"
            + "<composing xmlns='http://jabber.org/protocol/chatstates'/></message>");
    romeo.settles();
    romeo.receivesNo("<message type='error'/>");
  }

  @Test
  void aMessageToNobodyIsRefused() {
    var romeo = world.online("romeo@localhost/phone");
    romeo.sends("<message type='chat' id='x' to='nobody@localhost'><body>?</body></message>");
    romeo.receives(
        "<message type='error' id='x' from='nobody@localhost'><error>"
            + "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    romeo.sends("<message type='headline' to='nobody@localhost'><body>?</body></message>");
    romeo.sends("<message type='groupchat' id='g' to='nobody@localhost'><body>?</body></message>");
    romeo.receives("<message type='error' id='g'/>");
    romeo.settles();
    romeo.receivesNo("<message type='error'/>");
  }

  @Test
  void aNoteToOneselfIsDeliveredOnceToEachDevice() {
    var phone = world.online("romeo@localhost/phone");
    var desk = world.online("romeo@localhost/desk");
    wantsCarbons(desk);
    say(phone, "romeo@localhost", "remember");
    desk.receives("<message><body>remember</body></message>");
    phone.receives("<message><body>remember</body></message>");
    phone.settles();
    desk.receivesNo("<message/>");
  }

  @Test
  void whatWasNeverAcknowledgedWaitsForTheNextClient() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    say(romeo, "juliet@localhost", "lost?");
    juliet.receives("<message><body>lost?</body></message>");
    romeo.settles();
    var last = juliet.deliveries().get(juliet.deliveries().size() - 1);
    juliet.leaves(last);
    var tablet = world.online("juliet@localhost/tablet");
    tablet.receives("<message><body>lost?</body></message>");
  }

  @Test
  void aSessionOfAReplacedUserGoesOnWhereItWas() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    say(romeo, "juliet@localhost", "before");
    juliet.receives("<message><body>before</body></message>");
    romeo.settles();
    juliet.rest();
    world.killUser("juliet@localhost");
    say(romeo, "juliet@localhost", "after");
    juliet.receives("<message><body>after</body></message>");
    juliet.receivesNo("<message><body>before</body></message>");
    romeo.settles();
  }

  @Test
  void theOwnerDecidesWhatIsArchived() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    juliet.sends(
        "<iq type='set' id='p'><prefs xmlns='urn:xmpp:mam:2' default='always'>"
            + "<always/><never><jid>romeo@localhost</jid></never></prefs></iq>");
    juliet.receives(
        "<iq type='result' id='p'><prefs xmlns='urn:xmpp:mam:2' default='always'>"
            + "<never><jid>romeo@localhost</jid></never></prefs></iq>");
    say(romeo, "juliet@localhost", "off the record");
    juliet.receives("<message><body>off the record</body></message>");
    juliet.sends("<iq type='set' id='m'><query xmlns='urn:xmpp:mam:2'/></iq>");
    juliet.receives("<iq type='result' id='m'><fin xmlns='urn:xmpp:mam:2' complete='true'/></iq>");
    juliet.receivesNo("<message/>");
  }
}
