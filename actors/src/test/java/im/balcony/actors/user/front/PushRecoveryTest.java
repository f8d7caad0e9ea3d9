package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushRoute;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A User dies between the archive and the push service; another one starts in its place. */
class PushRecoveryTest {
  private final PushScene scene = new PushScene();

  @AfterEach
  void stop() {
    scene.close();
  }

  private void says(String id) {
    scene.says(id);
    scene.tablet.receives("<message id='" + id + "'/>");
  }

  private static PushRoute.Type typeOf(PushNotification push) {
    return Objects.requireNonNull(push.route()).type();
  }

  @Test
  void whatWaitedForItsPushIsToldByTheNextUser() {
    scene.sleeps("");
    says("m1");
    var first = scene.service.receives(PushScene.PUSH);
    says("m2");
    scene.dies(); // what waits for the answer to the first is lost
    var again = scene.pushed();
    assertEquals(2, Objects.requireNonNull(again.summary()).messages());
    assertEquals(
        Objects.requireNonNull(PushScene.read(first).route()).id(),
        Objects.requireNonNull(again.route()).id());
  }

  @Test
  void whatWasReadIsNotToldAgainAndWhoIsThereIsNotWoken() {
    scene.sleeps("");
    says("m1");
    scene.pushed();
    scene.tablet.sends(
        "<message to='romeo@localhost' type='chat' id='a'><body>yes</body></message>");
    scene.romeo.receives("<message id='a'/>");
    scene.dies();
    says("m2");
    assertEquals(1, Objects.requireNonNull(scene.pushed().summary()).messages());
    scene.service.receivesNo(PushScene.PUSH);
    scene.world.online("juliet@localhost/phone");
    scene.dies();
    scene.service.receivesNo(PushScene.PUSH);
  }

  @Test
  void aCallIsToldAgainAndHasItsEnd() {
    scene.sleeps("");
    scene.calls("propose");
    assertEquals(PushRoute.Type.CALL, typeOf(scene.pushed()));
    scene.dies();
    var again = scene.pushed();
    assertEquals(PushRoute.Type.CALL, typeOf(again));
    assertEquals("c1", Objects.requireNonNull(again.route()).id());
    scene.calls("retract");
    assertEquals(PushRoute.Type.CALL_END, typeOf(scene.pushed()));
  }

  @Test
  void aCallThatEndedJustBeforeIsEndedByTheNextUser() {
    scene.sleeps("");
    scene.calls("propose");
    var call = scene.service.receives(PushScene.PUSH);
    assertEquals(PushRoute.Type.CALL, typeOf(PushScene.read(call)));
    scene.calls("retract"); // its end waits for the answer
    scene.dies();
    scene.service.receives(
        "<iq type='set'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='n1'><item>"
            + "<notification xmlns='urn:xmpp:push:0'><route xmlns='urn:balcony:push:0'"
            + " type='call-end' id='c1'/></notification></item></publish></pubsub></iq>");
  }

  @Test
  void whoWantsToKnowHearsThatLessIsUnread() {
    scene.sleeps("<badge xmlns='urn:balcony:push:0'/>");
    says("m1");
    scene.pushed();
    scene.tablet.sends(
        "<message to='romeo@localhost' type='chat' id='a'><body>yes</body></message>");
    var silent = scene.pushed();
    assertEquals(PushRoute.Type.SILENT, typeOf(silent));
    assertEquals(0, Objects.requireNonNull(silent.summary()).messages());
  }
}
