package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import akka.actor.typed.eventstream.EventStream;
import im.balcony.actors.feature.externalservices.ServiceLogin;
import im.balcony.actors.feature.externalservices.ServicesSettings;
import im.balcony.actors.user.ServicesChanged;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xep.externalservices.ExternalService;
import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** XEP-0215 section 3.2: who has asked for the list is told what has changed. */
class ServicePushesTest {
  private static final String ROMEO = "romeo@localhost";
  private static final ServicesSettings.Service STUN = open("stun", "s.example");
  private final PeopleWorld world = new PeopleWorld();

  @BeforeEach
  void begin() {
    world.external.use(settings(STUN, turn("north star")));
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void whoHasAskedIsToldWhatIsNewGoneOrAnother() {
    var romeo = world.online(ROMEO + "/phone");
    var quiet = world.connect(ROMEO + "/desk");
    asks(romeo, "");

    changes(settings(turn("south star"), open("stun", "t.example")));

    var push =
        romeo.receives(
            "<iq type='set' from='localhost'><services xmlns='urn:xmpp:extdisco:2'><service action='modify' type='turn' host='r.example' port='3478' transport='udp' restricted='true'/><service action='add' type='stun' host='t.example' port='3478' transport='udp'/><service action='delete' type='stun' host='s.example' port='3478' transport='udp'/></services></iq>");
    romeo.sends("<iq type='result' id='%s' to='localhost'/>".formatted(push.attribute("id")));
    romeo.settles();
    quiet.receivesNo("<iq type='set'/>");
  }

  @Test
  void anotherSecretMakesAnotherPassword() {
    var romeo = world.online(ROMEO + "/phone");
    asks(romeo, " type='turn'");
    changes(settings(STUN, turn("south star")));
    var first = passwordIn(pushed(romeo));
    changes(settings(STUN, turn("north star")));
    assertNotEquals(first, passwordIn(pushed(romeo)));
  }

  @Test
  void whoAskedForOneTypeHearsOfThatAlone() {
    var romeo = world.online(ROMEO + "/phone");
    asks(romeo, " type='turn'");
    changes(settings(turn("north star")));
    romeo.settles();
    romeo.receivesNo("<iq type='set'/>");

    changes(settings());

    romeo.receives(
        "<iq type='set'><services xmlns='urn:xmpp:extdisco:2' type='turn'><service action='delete' type='turn'/></services></iq>");
  }

  @Test
  void whoAskedForOneTypeAndLaterForAnotherHearsOfBoth() {
    var romeo = world.online(ROMEO + "/phone");
    asks(romeo, " type='turn'");
    asks(romeo, " type='stun'");
    changes(settings());
    romeo.receives(
        "<iq type='set'><services xmlns='urn:xmpp:extdisco:2'><service action='delete' type='turn'/><service action='delete' type='stun'/></services></iq>");
  }

  @Test
  void whatIsToldOnceIsNotToldAgain() {
    var romeo = world.online(ROMEO + "/phone");
    asks(romeo, "");
    changes(settings());
    pushed(romeo);
    changes(settings());
    romeo.settles();
    romeo.receivesNo("<iq type='set'/>");
  }

  /** As when nodes start one after the other with another configuration. */
  @Test
  void anAccountThatComesToANodeWithAnotherListTellsItsClients() {
    var romeo = world.online(ROMEO + "/phone");
    asks(romeo, "");
    romeo.settles();
    world.external.use(settings(STUN));

    world.endUser(ROMEO);
    romeo.findsItsUser();

    romeo.receives(
        "<iq type='set'><services xmlns='urn:xmpp:extdisco:2'><service action='delete' type='turn'/></services></iq>");
    changes(settings());
    romeo.receives(
        "<iq type='set'><services xmlns='urn:xmpp:extdisco:2'><service action='delete' type='stun'/></services></iq>");
  }

  private static void asks(TestClient client, String type) {
    client.sends(
        "<iq type='get' id='s' to='localhost'><services xmlns='urn:xmpp:extdisco:2'%s/></iq>"
            .formatted(type));
    client.receives("<iq type='result' id='s'/>");
  }

  private static XmlElement pushed(TestClient client) {
    return client.receives(
        "<iq type='set'><services xmlns='urn:xmpp:extdisco:2'><service/></services></iq>");
  }

  private static String passwordIn(XmlElement push) {
    return String.valueOf(
        push.child("services", "urn:xmpp:extdisco:2")
            .flatMap(list -> list.child("service", "urn:xmpp:extdisco:2"))
            .orElseThrow()
            .attribute("password"));
  }

  private void changes(ServicesSettings next) {
    world.external.use(next);
    world.kit.system().eventStream().tell(new EventStream.Publish<>(new ServicesChanged()));
  }

  private static ServicesSettings settings(ServicesSettings.Service... services) {
    return new ServicesSettings(List.of(services), 0);
  }

  private static ServicesSettings.Service open(String type, String host) {
    return new ServicesSettings.Service(
        new ExternalService(type, host, 3478, "udp", null), new ServiceLogin.Open());
  }

  private static ServicesSettings.Service turn(String secret) {
    return new ServicesSettings.Service(
        new ExternalService("turn", "r.example", 3478, "udp", null),
        new ServiceLogin.Shared(secret.getBytes(StandardCharsets.UTF_8), Duration.ofHours(1)));
  }
}
