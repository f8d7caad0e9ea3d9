package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.actors.world.UserSettingsBuilder;
import im.balcony.protocol.xep.caps.Caps;
import im.balcony.protocol.xep.disco.DiscoIdentity;
import im.balcony.protocol.xep.disco.DiscoInfo;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** XEP-0163 section 4.3: who hears of a node, and when. */
class NodeNoticesTest {
  private static final String PUBSUB = "http://jabber.org/protocol/pubsub";
  private static final String MOOD = "urn:mood";
  private static final String QUESTION =
      "<iq type='get' from='%s'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>";

  private static final int LAST_ITEMS_MAX = 3;

  private final PeopleWorld world =
      new PeopleWorld(new UserSettingsBuilder().lastItemsMax(LAST_ITEMS_MAX).build());
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final Set<List<String>> asked = new HashSet<>();
  private int requests;

  @AfterEach
  void close() {
    world.close();
  }

  /** What a client of this kind can do. */
  private static DiscoInfo software(String... nodes) {
    return DiscoInfo.of(
        List.of(DiscoIdentity.of("client", "phone", "Test")),
        Arrays.stream(nodes).map(node -> node + "+notify").toList());
  }

  private static String claiming(DiscoInfo info) {
    return Caps.of("urn:software", info).toElement().toXml();
  }

  private static void answer(TestClient client, DiscoInfo info) {
    var question = client.receives(QUESTION.formatted(client.jid().bare()));
    client.sends(
        "<iq type='result' to='%s' id='%s'>%s</iq>"
            .formatted(client.jid().bare(), question.attribute("id"), info.toElement().toXml()));
    client.settles();
  }

  /** A client that wants to hear of these nodes; the server asks the first of its kind. */
  private TestClient wanting(String fullJid, String... nodes) {
    var client = world.online(fullJid, claiming(software(nodes)));
    if (asked.add(List.of(nodes))) {
      answer(client, software(nodes));
    }
    return client;
  }

  private void request(TestClient client, String namespace, String content) {
    var id = "r" + ++requests;
    client.sends(
        "<iq type='set' id='%s'><pubsub xmlns='%s'>%s</pubsub></iq>"
            .formatted(id, namespace, content));
    client.receives("<iq type='result' id='" + id + "'/>");
  }

  private void publish(TestClient client, String node, String id, String more) {
    request(
        client,
        PUBSUB,
        "<publish node='%s'><item id='%s'><mood xmlns='urn:mood'/></item></publish>%s"
            .formatted(node, id, more));
  }

  private void publish(TestClient client, String node, String id) {
    publish(client, node, id, "");
  }

  private static String options(String var, String value) {
    return ("<publish-options><x xmlns='jabber:x:data' type='submit'>"
            + "<field var='FORM_TYPE' type='hidden'><value>%s#publish-options</value></field>"
            + "<field var='pubsub#%s'><value>%s</value></field></x></publish-options>")
        .formatted(PUBSUB, var, value);
  }

  private static String notice(String from, String content) {
    return "<message type='headline' from='%s'><event xmlns='%s#event'>%s</event></message>"
        .formatted(from, PUBSUB, content);
  }

  private static String noticeOf(String from, String node, String id) {
    return notice(
        from,
        "<items node='%s'><item id='%s'><mood xmlns='urn:mood'/></item></items>"
            .formatted(node, id));
  }

  private static final String ANY = "<message type='headline'/>";

  @Test
  void theOwnersClientsHearWhatTheyWantToHear() {
    var phone = wanting("romeo@localhost/tablet", MOOD);
    var other = wanting("romeo@localhost/desk", "urn:tune");
    publish(romeo, MOOD, "a");
    phone.receives(noticeOf("romeo@localhost", MOOD, "a"));
    other.receivesNo(ANY);
    romeo.receivesNo(ANY);
  }

  @Test
  void contactsHearWhatTheyMaySeeAndWant() {
    var juliet = wanting("juliet@localhost/balcony", MOOD);
    var paris = wanting("paris@localhost/house", MOOD);
    world.befriend(romeo, juliet);
    publish(romeo, MOOD, "a");
    juliet.receives(noticeOf("romeo@localhost", MOOD, "a"));
    publish(romeo, "urn:tune", "b");
    publish(romeo, MOOD + "2", "c", options("access_model", "whitelist"));
    juliet.receivesNo(ANY);
    paris.receivesNo(ANY);
  }

  @Test
  void whatIsPrivateIsToldToNobodyElse() {
    var juliet = wanting("juliet@localhost/balcony", MOOD);
    world.befriend(romeo, juliet);
    var tablet = wanting("romeo@localhost/tablet", MOOD);
    publish(romeo, MOOD, "a", options("access_model", "whitelist"));
    tablet.receives(noticeOf("romeo@localhost", MOOD, "a"));
    juliet.receivesNo(ANY);
    var again = world.online("juliet@localhost/garden", claiming(software(MOOD)));
    again.receivesNo(ANY);
  }

  @Test
  void aBlockedContactHearsNothing() {
    var juliet = wanting("juliet@localhost/balcony", MOOD);
    world.befriend(romeo, juliet);
    romeo.sends(
        "<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'>"
            + "<item jid='juliet@localhost'/></block></iq>");
    romeo.receives("<iq type='result' id='b'/>");
    publish(romeo, MOOD, "a");
    juliet.receivesNo(ANY);
  }

  @Test
  void whoComesGetsTheLastItemOnceAndWithItsTime() {
    publish(romeo, MOOD, "a");
    publish(romeo, "urn:never", "b", options("send_last_published_item", "never"));
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    var info = software(MOOD, "urn:never");
    juliet.sends("<presence>" + claiming(info) + "</presence>");
    answer(juliet, info);
    var last = juliet.receives(noticeOf("romeo@localhost", MOOD, "a"));
    assertEquals(1, last.children("delay", "urn:xmpp:delay").size());
    assertEquals("juliet@localhost/balcony", last.attribute("to"));
    juliet.sends("<presence><show>away</show>" + claiming(info) + "</presence>");
    juliet.receivesNo(ANY);
    juliet.sends("<presence type='unavailable'/>");
    juliet.sends("<presence>" + claiming(info) + "</presence>");
    juliet.receives(noticeOf("romeo@localhost", MOOD, "a"));
    juliet.receivesNo("<iq type='get'/>");
    var garden = world.online("juliet@localhost/garden", claiming(info));
    garden.receives(noticeOf("romeo@localhost", MOOD, "a"));
    juliet.receivesNo(ANY);
  }

  @Test
  void whoWantsMoreGetsTheLastItemsOfThat() {
    publish(romeo, MOOD, "a");
    publish(romeo, "urn:tune", "b");
    var tablet = wanting("romeo@localhost/tablet", MOOD);
    tablet.receives(noticeOf("romeo@localhost", MOOD, "a"));
    var more = software(MOOD, "urn:tune");
    tablet.sends("<presence>" + claiming(more) + "</presence>");
    answer(tablet, more);
    tablet.receives(noticeOf("romeo@localhost", "urn:tune", "b"));
    tablet.receivesNo(ANY);
    tablet.sends("<presence/>");
    publish(romeo, MOOD, "c");
    tablet.receivesNo(ANY);
  }

  @Test
  void aNewContactGetsTheLastItem() {
    publish(romeo, MOOD, "a");
    var juliet = wanting("juliet@localhost/balcony", MOOD);
    juliet.receivesNo(ANY);
    juliet.sends("<presence type='subscribe' to='romeo@localhost'/>");
    romeo.receives("<presence type='subscribe' from='juliet@localhost'/>");
    romeo.sends("<presence type='subscribed' to='juliet@localhost'/>");
    juliet.receives(noticeOf("romeo@localhost", MOOD, "a"));
  }

  /** HARDENING 4, caps cache poisoning: what one client says wrongly holds for it alone. */
  @Test
  void anAnswerThatIsNotProvedHoldsForItsSenderAlone() {
    var claimed = software("urn:tune");
    var liar = world.online("romeo@localhost/liar", claiming(claimed));
    answer(liar, software(MOOD));
    publish(romeo, MOOD, "a");
    liar.receives(noticeOf("romeo@localhost", MOOD, "a"));
    var honest = world.online("romeo@localhost/honest", claiming(claimed));
    honest.receivesNo(ANY);
    answer(honest, claimed);
    publish(romeo, "urn:tune", "b");
    honest.receives(noticeOf("romeo@localhost", "urn:tune", "b"));
    liar.receivesNo(ANY);
  }

  @Test
  void aClientThatRefusesToAnswerWantsNothing() {
    var client = world.online("romeo@localhost/tablet", claiming(software(MOOD)));
    var question = client.receives(QUESTION.formatted("romeo@localhost"));
    client.sends(
        "<iq type='error' to='romeo@localhost' id='"
            + question.attribute("id")
            + "'><error type='cancel'/></iq>");
    client.settles();
    publish(romeo, MOOD, "a");
    client.receivesNo(ANY);
  }

  @Test
  void whatIsTakenAwayIsTold() {
    var tablet = wanting("romeo@localhost/tablet", MOOD);
    publish(romeo, MOOD, "a", options("max_items", "max"));
    publish(romeo, MOOD, "b");
    request(romeo, PUBSUB, "<retract node='urn:mood'><item id='a'/></retract>");
    tablet.receives(notice("romeo@localhost", "<items node='urn:mood'><retract id='a'/></items>"));
    request(romeo, PUBSUB + "#owner", "<purge node='urn:mood'/>");
    tablet.receives(notice("romeo@localhost", "<purge node='urn:mood'/>"));
    request(romeo, PUBSUB + "#owner", "<delete node='urn:mood'/>");
    tablet.receives(notice("romeo@localhost", "<delete node='urn:mood'/>"));
  }

  @Test
  void whoSubscribedByItselfHearsOnlyWhileItMay() {
    publish(romeo, MOOD, "a", options("access_model", "open"));
    var paris = world.online("paris@localhost/house");
    paris.sends(
        "<iq type='set' id='s' to='romeo@localhost'><pubsub xmlns='%s'>".formatted(PUBSUB)
            + "<subscribe node='urn:mood' jid='paris@localhost'/></pubsub></iq>");
    paris.receives("<iq type='result' id='s'/>");
    paris.receives(noticeOf("romeo@localhost", MOOD, "a"));
    publish(romeo, MOOD, "b");
    paris.receives(noticeOf("romeo@localhost", MOOD, "b"));
    request(
        romeo,
        PUBSUB + "#owner",
        "<affiliations node='urn:mood'>"
            + "<affiliation jid='paris@localhost' affiliation='outcast'/></affiliations>");
    publish(romeo, MOOD, "c");
    paris.receivesNo(ANY);
  }

  @Test
  void theNextUserKnowsWhatItsClientsWantAndSendsNoLastItemsAgain() {
    var tablet = wanting("romeo@localhost/tablet", MOOD);
    publish(romeo, MOOD, "a");
    tablet.receives(noticeOf("romeo@localhost", MOOD, "a"));
    romeo.settles(); // or it would have to send again
    world.killUser("romeo@localhost");
    publish(romeo, MOOD, "b");
    tablet.receives(noticeOf("romeo@localhost", MOOD, "b"));
    tablet.receivesNo(ANY);
  }

  /** HARDENING A16: contacts and nodes do not multiply into a flood for who comes. */
  @Test
  void lastItemsAreBounded() {
    var nodes = List.of("urn:1", "urn:2", "urn:3", "urn:4", "urn:5");
    nodes.forEach(node -> publish(romeo, node, "a"));
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    var info = software(nodes.toArray(String[]::new));
    for (var client : List.of(romeo, juliet)) {
      client.sends("<presence>" + claiming(info) + "</presence>");
      if (client.equals(romeo)) {
        answer(client, info);
      }
      assertEquals(
          LAST_ITEMS_MAX,
          client.rest().stream().filter(stanza -> stanza.name().equals("message")).count());
    }
  }

  @Test
  void anItemIsToldOnlyWhenItIsDurable() {
    var tablet = wanting("romeo@localhost/tablet", MOOD);
    romeo.sendsTogether(
        "<iq type='set' id='p'><pubsub xmlns='%s'><publish node='urn:mood'><item id='a'><mood xmlns='urn:mood'/></item></publish></pubsub></iq>"
            .formatted(PUBSUB),
        "<iq type='get' id='g'><pubsub xmlns='%s'><items node='urn:mood'/></pubsub></iq>"
            .formatted(PUBSUB));
    romeo.receives(
        "<iq type='result' id='g'><pubsub xmlns='%s'><items node='urn:mood'><item id='a'/></items></pubsub></iq>"
            .formatted(PUBSUB));
    tablet.receives(noticeOf("romeo@localhost", MOOD, "a"));
  }
}
