package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.world.ClosedFence;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 6120 10.1: what one client sends to one account arrives in its order, whatever it is. */
class StanzaOrderTest {
  private static final String TO = " to='juliet@localhost/balcony'";

  private final PeopleWorld world = new PeopleWorld();

  @AfterEach
  void close() {
    world.close();
  }

  private static String message(String id) {
    return "<message type='chat' id='" + id + "'" + TO + "><body>" + id + "</body></message>";
  }

  /** Only for the moment: it goes through the conversation, but into no archive. */
  private static String passing(String id) {
    return message(id).replace("</message>", "<no-store xmlns='urn:xmpp:hints'/></message>");
  }

  private static String iq(String id) {
    return "<iq type='get' id='" + id + "'" + TO + "><ping xmlns='urn:xmpp:ping'/></iq>";
  }

  private static String presence(String id) {
    return "<presence id='" + id + "'" + TO + "/>";
  }

  @Test
  void messagesIqsAndPresencesArriveAsTheyWereSent() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    var sent = new ArrayList<String>();
    var ids = new ArrayList<String>();
    for (var n = 0; n < 10; n++) {
      sent.addAll(
          List.of(message("m" + n), iq("i" + n), passing("p" + n), presence("s" + n), iq("j" + n)));
      ids.addAll(List.of("m" + n, "i" + n, "p" + n, "s" + n, "j" + n));
    }
    romeo.sendsTogether(sent.toArray(String[]::new));
    romeo.settles();
    assertEquals(ids, ids(juliet));
  }

  @Test
  void anIqWaitsForAMessageThatIsInNoArchiveToo() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    // the first message ever: her archive is opened while the IQ comes
    romeo.sendsTogether(passing("p"), iq("i"));
    romeo.settles();
    assertEquals(List.of("p", "i"), ids(juliet));
  }

  @Test
  void aMessageDoesNotOvertakeASubscription() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    romeo.sendsTogether(
        "<presence type='subscribe' id='s' to='juliet@localhost'/>", message("m"), presence("d"));
    romeo.settles();
    assertEquals(List.of("s", "m", "d"), ids(juliet));
  }

  @Test
  void approvalIsSeenBeforeThePresenceThatItAllows() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    romeo.sends("<presence type='subscribe' to='juliet@localhost'/>");
    juliet.receives("<presence type='subscribe'/>");
    romeo.quiet();
    juliet.sends("<presence type='subscribed' to='romeo@localhost'/>");
    var seen = romeo.rest();
    assertEquals("subscribed", seen.get(0).attribute("type"));
    assertEquals("iq", seen.get(1).name());
    assertEquals("juliet@localhost/balcony", seen.get(2).attribute("from"));
    assertEquals(3, seen.size());
  }

  @Test
  void whatIsRefusedHoldsNothingUp() {
    var romeo = world.online("romeo@localhost/phone");
    romeo.sendsTogether(
        "<message type='chat' id='m' to='nobody@localhost'><body>?</body></message>",
        "<iq type='get' id='i' to='nobody@localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
    romeo.settles();
    romeo.receives("<message type='error' id='m' from='nobody@localhost'/>");
    romeo.receives("<iq type='error' id='i' from='nobody@localhost'/>");
  }

  @Test
  void othersNeedNotWait() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    romeo.sendsTogether(
        message("m"),
        iq("i"),
        "<iq type='get' id='own'><query xmlns='jabber:iq:version'/></iq>",
        "<iq type='get' id='server' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
    romeo.settles();
    romeo.receives("<iq id='own'/>");
    romeo.receives("<iq type='result' id='server'/>");
    assertEquals(List.of("m", "i"), ids(juliet));
  }

  @Test
  void whatWaitsIsPassedOnThoughItsSessionIsGone() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    var fence = new ClosedFence();
    world.useFence(fence);
    romeo.sendsTogether(message("m"), iq("i"), presence("d"), message("n"));
    romeo.leaves();
    world.account("romeo@localhost"); // is answered behind the end of the session
    fence.open();
    juliet.receives("<message id='m'/>");
    juliet.receives("<iq id='i'/>");
    juliet.receives("<message id='n'/>");
    juliet.receives("<presence type='unavailable' from='romeo@localhost/phone'/>");
    juliet.receivesNo("<presence id='d'/>");
  }

  private static List<String> ids(TestClient client) {
    return client.rest().stream().map(each -> each.attribute("id")).toList();
  }
}
