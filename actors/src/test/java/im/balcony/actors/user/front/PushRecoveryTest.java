package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushPublication;
import im.balcony.protocol.xep.push.PushRoute;
import im.balcony.protocol.xml.XmlElement;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A User dies between the archive and the push service; another one starts in its place. */
class PushRecoveryTest {
  private static final String PUSH = "<iq type='set' from='juliet@localhost'/>";

  private final PeopleWorld world = new PeopleWorld();
  private final TestClient romeo = world.online("romeo@localhost/phone");
  private final TestClient service = world.online("push@localhost/service");
  private final TestClient phone = world.online("juliet@localhost/phone");
  private final TestClient tablet = world.online("juliet@localhost/tablet");

  @BeforeEach
  void meet() {
    world.befriend(romeo, phone);
    world.befriend(service, phone);
    tablet.quiet();
    service.quiet();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private void sleeps(String terms) {
    phone.sends(
        "<iq type='set' id='e'><enable xmlns='urn:xmpp:push:0' jid='push@localhost/service' node='n1'>%s</enable></iq>"
            .formatted(terms));
    phone.receives("<iq type='result' id='e'/>");
    phone.leaves();
  }

  private void says(String id) {
    romeo.sends(
        "<message to='juliet@localhost' type='chat' id='%1$s'><body>%1$s</body></message>"
            .formatted(id));
    tablet.receives("<message id='" + id + "'/>");
  }

  private void calls(String step) {
    romeo.sends(
        "<message to='juliet@localhost' type='chat' id='%1$s'><%1$s xmlns='urn:xmpp:jingle-message:0' id='c1'/></message>"
            .formatted(step));
    tablet.receives("<message id='" + step + "'/>");
  }

  private void dies() {
    world.killUser("juliet@localhost");
    tablet.findsItsUser();
  }

  private PushNotification pushed() {
    var push = service.receives(PUSH);
    taken(push);
    return read(push);
  }

  private void taken(XmlElement push) {
    service.sends(
        "<iq type='result' to='juliet@localhost' id='%s'/>".formatted(push.attribute("id")));
  }

  private static PushNotification read(XmlElement push) {
    return PushPublication.read(push.elements().get(0)).orElseThrow().notification();
  }

  private static PushRoute.Type typeOf(PushNotification push) {
    return Objects.requireNonNull(push.route()).type();
  }

  @Test
  void whatWaitedForItsPushIsToldByTheNextUser() {
    sleeps("");
    says("m1");
    var first = service.receives(PUSH);
    says("m2");
    dies(); // what waits for the answer to the first is lost
    var again = pushed();
    assertEquals(2, Objects.requireNonNull(again.summary()).messages());
    assertEquals(
        Objects.requireNonNull(read(first).route()).id(),
        Objects.requireNonNull(again.route()).id());
  }

  @Test
  void whatWasReadIsNotToldAgainAndWhoIsThereIsNotWoken() {
    sleeps("");
    says("m1");
    pushed();
    tablet.sends("<message to='romeo@localhost' type='chat' id='a'><body>yes</body></message>");
    romeo.receives("<message id='a'/>");
    dies();
    says("m2");
    assertEquals(1, Objects.requireNonNull(pushed().summary()).messages());
    service.receivesNo(PUSH);
    world.online("juliet@localhost/phone");
    dies();
    service.receivesNo(PUSH);
  }

  @Test
  void aCallIsToldAgainAndHasItsEnd() {
    sleeps("");
    calls("propose");
    assertEquals(PushRoute.Type.CALL, typeOf(pushed()));
    dies();
    var again = pushed();
    assertEquals(PushRoute.Type.CALL, typeOf(again));
    assertEquals("c1", Objects.requireNonNull(again.route()).id());
    calls("retract");
    assertEquals(PushRoute.Type.CALL_END, typeOf(pushed()));
  }

  @Test
  void aCallThatEndedJustBeforeIsEndedByTheNextUser() {
    sleeps("");
    calls("propose");
    var call = service.receives(PUSH);
    assertEquals(PushRoute.Type.CALL, typeOf(read(call)));
    calls("retract"); // its end waits for the answer
    dies();
    service.receives(
        "<iq type='set'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='n1'><item>"
            + "<notification xmlns='urn:xmpp:push:0'><route xmlns='urn:balcony:push:0'"
            + " type='call-end' id='c1'/></notification></item></publish></pubsub></iq>");
  }

  @Test
  void whoWantsToKnowHearsThatLessIsUnread() {
    sleeps("<badge xmlns='urn:balcony:push:0'/>");
    says("m1");
    pushed();
    tablet.sends("<message to='romeo@localhost' type='chat' id='a'><body>yes</body></message>");
    var silent = pushed();
    assertEquals(PushRoute.Type.SILENT, typeOf(silent));
    assertEquals(0, Objects.requireNonNull(silent.summary()).messages());
  }
}
