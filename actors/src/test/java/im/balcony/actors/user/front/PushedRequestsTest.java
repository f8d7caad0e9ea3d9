package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.world.TestClient;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushRoute;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody asks for the presence of an account whose phone sleeps. */
class PushedRequestsTest {
  private final PushScene scene = new PushScene();

  @AfterEach
  void stop() {
    scene.close();
  }

  private TestClient asks(String name) {
    var client = scene.world.online(name + "@localhost/phone");
    asksAgain(client);
    scene.tablet.receives("<presence type='subscribe' from='%s@localhost'/>".formatted(name));
    return client;
  }

  private static void asksAgain(TestClient client) {
    client.sends("<presence type='subscribe' to='juliet@localhost'/>");
  }

  private static long requests(PushNotification push) {
    assertEquals(PushRoute.Type.SILENT, Objects.requireNonNull(push.route()).type());
    return Objects.requireNonNull(push.summary()).subscriptions();
  }

  @Test
  void aRequestWakesWithoutASoundAndThoseBehindItAreOnePush() {
    scene.sleeps("");
    asks("tybalt");
    assertEquals(1, requests(scene.pushed()));
    asks("paris");
    asks("nurse");

    var told = 0L;
    while (told < 3) { // a pause lies between two
      told = requests(scene.pushed());
    }
    scene.service.receivesNo(PushScene.PUSH);
  }

  @Test
  void whatIsThereAlreadyOrSettledWakesNobody() {
    scene.sleeps("");
    var tybalt = asks("tybalt");
    assertEquals(1, requests(scene.pushed()));
    asksAgain(tybalt);
    scene.tablet.sends("<presence type='unsubscribed' to='tybalt@localhost'/>");
    tybalt.receives("<presence type='unsubscribed' from='juliet@localhost'/>");

    scene.service.receivesNo(PushScene.PUSH);
  }

  @Test
  void whoIsBlockedAndWhoTheDeviceDoesNotWantToHearOfWakesNobody() {
    scene.sleeps("<ignore-unknown xmlns='tigase:push:filter:ignore-unknown:0'/>");
    scene.tablet.sends(
        "<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item"
            + " jid='tybalt@localhost'/></block></iq>");
    scene.tablet.receives("<iq type='result' id='b'/>");
    asksAgain(scene.world.online("tybalt@localhost/phone"));
    asks("paris"); // unknown

    scene.service.receivesNo(PushScene.PUSH);
  }
}
