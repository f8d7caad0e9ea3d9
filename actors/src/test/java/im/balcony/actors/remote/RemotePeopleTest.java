package im.balcony.actors.remote;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.RemoteLink;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.XmlException;
import im.balcony.protocol.xml.XmlLimits;
import im.balcony.protocol.xml.XmlParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts of two servers: each a world of its own, with nothing but streams between them. */
class RemotePeopleTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String ROMEO = "romeo@montague.example";
  private static final String JULIET = "juliet@capulet.example";

  private final PeopleWorld here = new PeopleWorld("montague.example");
  private final PeopleWorld there = new PeopleWorld("capulet.example");
  private final RemoteLink link = RemoteLink.between(here, there);
  private TestClient romeo;
  private TestClient juliet;

  @BeforeEach
  void come() {
    romeo = here.online(ROMEO + "/orchard");
    juliet = there.online(JULIET + "/balcony");
  }

  @AfterEach
  void stop() {
    here.close();
    there.close();
  }

  private static String message(String id, String to) {
    return "<message type='chat' to='%s' id='%s'><body>text %s</body>".formatted(to, id, id)
        + "<origin-id xmlns='urn:xmpp:sid:0' id='%s'/></message>".formatted(id);
  }

  /** The messages that went to the other server, by their ids. */
  private List<String> writtenMessages() {
    return link.written.stream()
        .filter(stanza -> stanza.element().name().equals("message"))
        .map(stanza -> String.valueOf(stanza.id()))
        .toList();
  }

  private static Stanza stanza(String xml) {
    try {
      var element =
          XmlParser.parse(xml.getBytes(StandardCharsets.UTF_8), "jabber:client", XmlLimits.DEFAULT);
      return ((StanzaReader.Read) StanzaReader.read(element)).stanza();
    } catch (XmlException e) {
      throw new IllegalArgumentException(xml, e);
    }
  }

  private static void hasArchived(TestClient client, String with, String... bodies) {
    client.sends(
        "<iq type='set' id='mam'><query xmlns='urn:xmpp:mam:2'>"
            + "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'>"
            + "<value>urn:xmpp:mam:2</value></field><field var='with'><value>"
            + with
            + "</value></field></x></query></iq>");
    client.receives("<iq type='result' id='mam'/>");
    var found =
        client.taken(element -> element.child("result", "urn:xmpp:mam:2").isPresent()).stream()
            .map(element -> element.toXml().replaceAll(".*<body>([^<]*)</body>.*", "$1"))
            .toList();
    assertEquals(List.of(bodies), found);
  }

  @Test
  void aChatIsArchivedOnBothServersEachWithItsOwnId() {
    romeo.sends(message("m1", JULIET));
    romeo.settles();
    var got = juliet.receives("<message id='m1' from='" + ROMEO + "/orchard'/>");
    assertTrue(got.toXml().contains("by=\"" + JULIET) || got.toXml().contains("by='" + JULIET));
    juliet.sends(message("m2", ROMEO + "/orchard"));
    juliet.settles();
    romeo.receives("<message id='m2' from='" + JULIET + "/balcony'/>");
    hasArchived(romeo, JULIET, "text m1", "text m2");
    hasArchived(juliet, ROMEO, "text m1", "text m2");
  }

  @Test
  void whatIsNotArchivedKeepsItsPlaceBetweenMessages() {
    romeo.sendsTogether(
        message("m1", JULIET),
        "<message type='chat' to='"
            + JULIET
            + "' id='c1'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>",
        message("m2", JULIET),
        "<iq type='get' to='" + JULIET + "' id='q1'><ping xmlns='urn:xmpp:ping'/></iq>");
    romeo.receives("<iq id='q1'/>");
    assertEquals(List.of("m1", "c1", "m2"), writtenMessages());
    var last = link.written.get(link.written.size() - 1);
    assertEquals("iq", last.element().name());
  }

  @Test
  void aSubscriptionGoesBothWaysAndShowsWhoIsThere() {
    romeo.sends("<presence type='subscribe' to='" + JULIET + "'/>");
    juliet.receives("<presence type='subscribe' from='" + ROMEO + "'/>");
    juliet.sends("<presence type='subscribed' to='" + ROMEO + "'/>");
    romeo.receives("<presence type='subscribed' from='" + JULIET + "'/>");
    romeo.receives("<presence from='" + JULIET + "/balcony'/>");
    juliet.sends("<presence><show>away</show></presence>");
    romeo.receives("<presence from='" + JULIET + "/balcony'><show>away</show></presence>");
    var tablet = here.online(ROMEO + "/tablet"); // its probe is answered from there
    tablet.receives("<presence from='" + JULIET + "/balcony'><show>away</show></presence>");
    juliet.leaves();
    romeo.receives("<presence type='unavailable' from='" + JULIET + "/balcony'/>");
  }

  @Test
  void theServerItselfIsAskedFromAfar() {
    romeo.sends("<iq type='get' to='capulet.example' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
    romeo.receives("<iq type='result' id='p' from='capulet.example'/>");
    romeo.sends(
        "<iq type='get' to='capulet.example' id='d'>"
            + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
    romeo.receives(
        "<iq type='result' id='d'><query xmlns='http://jabber.org/protocol/disco#info'>"
            + "<identity category='server' type='im'/></query></iq>");
    romeo.sends(
        "<iq type='set' to='capulet.example' id='r'><query xmlns='jabber:iq:register'>"
            + "<username>x</username><password>y</password></query></iq>");
    romeo.receives(
        "<iq type='error' id='r'><error><service-unavailable"
            + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
  }

  @Test
  void aRequestReachesTheVeryDeviceOrIsRefusedAtOnce() {
    here.befriend(romeo, juliet);
    var offer =
        "<iq type='set' to='%s' id='%s'><jingle xmlns='urn:xmpp:jingle:1'"
            + " action='session-initiate' sid='s1' initiator='%s/orchard'/></iq>";
    romeo.sends(offer.formatted(JULIET + "/balcony", "j1", ROMEO));
    juliet.receives("<iq type='set' id='j1' from='" + ROMEO + "/orchard'/>");
    juliet.sends("<iq type='result' id='j1' to='" + ROMEO + "/orchard'/>");
    romeo.receives("<iq type='result' id='j1' from='" + JULIET + "/balcony'/>");
    romeo.sends(offer.formatted(JULIET + "/gone", "j2", ROMEO));
    romeo.receives(
        "<iq type='error' id='j2'><error><service-unavailable"
            + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
  }

  @Test
  void whoIsBlockedHearsThatNobodyIsThere() {
    juliet.sends(
        "<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='"
            + ROMEO
            + "'/></block></iq>");
    juliet.receives("<iq type='result' id='b'/>");
    romeo.sends(message("m1", JULIET));
    romeo.receives(
        "<message type='error' id='m1' from='"
            + JULIET
            + "'><error>"
            + "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    romeo.sends(message("m2", "nobody@capulet.example"));
    romeo.receives("<message type='error' id='m2' from='nobody@capulet.example'/>");
    juliet.receivesNo("<message id='m1'/>");
  }

  @Test
  void aMessageIsTakenOnceHoweverOftenItIsOffered() {
    var offered =
        stanza(
            "<message xmlns='jabber:client' type='chat' id='m1' from='"
                + JULIET
                + "/balcony' to='"
                + ROMEO
                + "'><body>text m1</body><origin-id xmlns='urn:xmpp:sid:0' id='o1'/>"
                + "<stanza-id xmlns='urn:xmpp:sid:0' id='77' by='"
                + ROMEO
                + "'/></message>");
    here.accept("first", offered).toCompletableFuture().join();
    here.accept("first", offered).toCompletableFuture().join(); // its answer was lost
    here.endUser(JULIET);
    here.accept("second", offered).toCompletableFuture().join(); // by another stream
    var got = romeo.receives("<message id='m1'/>");
    var id = got.child("stanza-id", "urn:xmpp:sid:0").orElseThrow().attribute("id");
    assertNotEquals("77", id);
    romeo.receivesNo("<message id='m1'/>");
    hasArchived(romeo, JULIET, "text m1");
  }

  @Test
  void whileTheOtherServerIsDownMessagesWaitAndRequestsComeBack() {
    link.breakWith(StanzaError.remoteServerTimeout());
    romeo.sends(message("m1", JULIET));
    romeo.settles(); // durable in the outbox
    romeo.sends(message("m2", JULIET));
    romeo.sends("<iq type='get' to='capulet.example' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
    romeo.receives(
        "<iq type='error' id='p'><error><remote-server-timeout"
            + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    assertTrue(here.notes().stream().allMatch(note -> note.version() == 1));
    assertEquals(1, here.notes().size());
    link.heal();
    await().atMost(LONG).until(() -> writtenMessages().equals(List.of("m1", "m2")));
    juliet.receives("<message id='m1'/>");
    juliet.receives("<message id='m2'/>");
    awaitNotedFrom(3);
  }

  /** The note goes with the rest of the conversation; with the next message there is one again. */
  @Test
  void aConversationThatRestsLeavesNoNote() {
    romeo.sends(message("m1", JULIET));
    juliet.receives("<message id='m1'/>");
    awaitNotedFrom(2);
    await().atMost(LONG).until(() -> here.notes().isEmpty());
    romeo.sends(message("m2", JULIET));
    juliet.receives("<message id='m2'/>");
    awaitNotedFrom(3);
    assertEquals(List.of("m1", "m2"), writtenMessages());
  }

  /** Everything below this version is with the other server, or there is nothing noted any more. */
  private void awaitNotedFrom(long version) {
    await()
        .atMost(LONG)
        .until(() -> here.notes().stream().allMatch(note -> note.version() >= version));
  }

  @Test
  void whatWaitsSurvivesTheLossOfItsNodeAndWhatWasSentIsNotSentAgain() {
    romeo.sends(message("m0", JULIET));
    juliet.receives("<message id='m0'/>");
    awaitNotedFrom(2);
    link.breakWith(StanzaError.remoteServerTimeout());
    romeo.sends(message("m1", JULIET));
    romeo.settles();
    here.endConversation(ROMEO, JULIET);
    here.endUser(JULIET);
    link.heal();
    here.sweep();
    await().atMost(LONG).until(() -> writtenMessages().equals(List.of("m0", "m1")));
    awaitNotedFrom(3);
    here.endConversation(ROMEO, JULIET);
    here.endUser(JULIET);
    romeo.sends(message("m2", JULIET));
    juliet.receives("<message id='m2'/>");
    assertEquals(List.of("m0", "m1", "m2"), writtenMessages());
    hasArchived(juliet, ROMEO, "text m0", "text m1", "text m2");
  }

  @Test
  void whatCannotBeSentComesBackAsAnError() {
    link.breakWith(StanzaError.remoteServerNotFound());
    romeo.sends(message("m1", JULIET));
    romeo.settles();
    romeo.receives(
        "<message type='error' id='m1' from='"
            + JULIET
            + "'><error>"
            + "<remote-server-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
            + "</error></message>");
    awaitNotedFrom(2);
    romeo.sends(message("m2", "somebody@unknown.example"));
    romeo.receives("<message type='error' id='m2' from='somebody@unknown.example'/>");
  }

  @Test
  void aGateThatDoesNotAnswerIsNotWaitedForForEver() {
    link.fallSilent();
    romeo.sends("<iq type='get' to='capulet.example' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
    romeo.sends(message("m1", JULIET));
    romeo.settles();
    romeo.receives(
        "<iq type='error' id='p'><error><remote-server-timeout"
            + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    link.heal();
    await().atMost(LONG).until(() -> writtenMessages().equals(List.of("m1")));
  }

  @Test
  void nobodySpeaksForAnAccountOfThisServerFromAfar() {
    assertTrue(here.isElsewhere(Jid.parse(JULIET).domain()));
    link.written.clear();
    romeo.sends(
        "<message type='chat' to='"
            + JULIET
            + "' id='f1'><body>copy</body>"
            + "<sent xmlns='urn:xmpp:carbons:2'/></message>");
    var got = juliet.receives("<message id='f1'/>");
    assertTrue(got.child("sent", "urn:xmpp:carbons:2").isEmpty());
  }
}
