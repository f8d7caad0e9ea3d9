package im.balcony.actors.user.front;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.user.AccountReply;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.UserSettingsBuilder;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.push.PushNotification;
import im.balcony.protocol.xep.push.PushRoute;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A User dies while a device is to be told, and nobody asks for the account but the sweeper. */
class PushDebtTest {
  private static final Duration IDLE = Duration.ofMillis(300);
  private static final Jid JULIET = Jid.parse("juliet@localhost");

  private final PushScene scene =
      new PushScene(new PeopleWorld(new UserSettingsBuilder().idle(IDLE).build()));

  @AfterEach
  void stop() {
    scene.close();
  }

  /** The phone sleeps, and nobody else of the account is there. */
  private void allSleep() {
    scene.sleeps("");
    scene.tablet.leaves();
  }

  private void awaitNotes(int count) {
    await().until(() -> scene.world.pushNotes().size() == count);
  }

  private static PushRoute.Type typeOf(PushNotification push) {
    return Objects.requireNonNull(push.route()).type();
  }

  @Test
  void theSweeperStartsWhoOwesAPushThoughThatIsOlderThanAStartLooksBack() {
    allSleep();
    scene.says("m1");
    scene.service.receives(PushScene.PUSH);
    awaitNotes(1);
    var died = Instant.now();
    scene.world.killUser(JULIET.toString());
    await().until(() -> ChronoUnit.MILLIS.between(died, Instant.now()) > 3 * IDLE.toMillis());
    scene.service.receivesNo(PushScene.PUSH);

    scene.world.sweepPushes();

    assertEquals(1, Objects.requireNonNull(scene.pushed().summary()).messages());
    awaitNotes(0);
  }

  @Test
  void whoHasStartedMeanwhileTellsItWhenTheNoteIsFound() {
    allSleep();
    scene.says("m1");
    scene.service.receives(PushScene.PUSH);
    awaitNotes(1);
    var died = Instant.now();
    scene.world.killUser(JULIET.toString());
    await().until(() -> ChronoUnit.MILLIS.between(died, Instant.now()) > 3 * IDLE.toMillis());
    scene.world.account(JULIET.toString()); // older than it looks back by itself
    scene.service.receivesNo(PushScene.PUSH);

    scene.world.sweepPushes();

    scene.pushed();
    scene.service.receivesNo(PushScene.PUSH);
  }

  @Test
  void aCallThatNobodyWasToldOfRingsByTheSweeper() {
    allSleep();
    PushScene.calls(scene.romeo, JULIET.toString(), "propose", "");
    scene.service.receives(PushScene.PUSH);
    awaitNotes(1);
    scene.world.killUser(JULIET.toString());

    scene.world.sweepPushes();

    assertEquals(PushRoute.Type.CALL, typeOf(scene.pushed()));
  }

  @Test
  void whatWasToldLeavesNoNoteAndIsNotToldAgainByWhoIsAlive() {
    allSleep();
    scene.says("m1");
    var push = scene.service.receives(PushScene.PUSH);
    awaitNotes(1);
    scene.world.sweepPushes(); // the User lives, and knows of it
    scene.service.receivesNo(PushScene.PUSH);
    scene.service.sends(
        "<iq type='result' to='juliet@localhost' id='" + push.attribute("id") + "'/>");
    awaitNotes(0);
    scene.says("m2");
    scene.pushed();
    awaitNotes(0);
  }

  @Test
  void theNoteOfAnAccountThatIsNoMoreIsRemoved() {
    allSleep();
    scene.says("m1");
    scene.service.receives(PushScene.PUSH);
    awaitNotes(1);
    scene.world.killUser(JULIET.toString());
    var closed = scene.world.kit.<AccountReply>createTestProbe();
    scene.world.tell(JULIET, new UserCommand.CloseAccount(closed.ref()));
    closed.receiveMessage();

    scene.world.sweepPushes();

    awaitNotes(0);
  }
}
