package im.balcony.actors.user.front;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.fence.Fence;
import im.balcony.actors.user.AccountReply;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.world.ClosedFence;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.actors.world.UserSettingsBuilder;
import im.balcony.protocol.jid.Jid;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an account still knows, and what it may say, when a User's node dies or may be dead. */
class AfterADeathTest {
  private static final String ROMEO = "romeo@localhost";
  private static final String SYNC = "https://xabber.com/protocol/synchronization";
  private final PeopleWorld world =
      new PeopleWorld(new UserSettingsBuilder().idle(Duration.ofMillis(50)).build());

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void whatAClientWasShownIsNoOfflineMessageAfterADeath() {
    var romeo = world.online(ROMEO + "/desk");
    var juliet = world.online("juliet@localhost/balcony");
    var before = world.eventsOf(ROMEO);
    juliet.sends("<message type='chat' to='romeo@localhost'><body>old</body></message>");
    romeo.receives("<message><body>old</body></message>");
    await().until(() -> world.eventsOf(ROMEO) > before);

    romeo.vanishes();
    world.killUser(ROMEO);
    var later = world.online(ROMEO + "/phone");

    later.receivesNo("<message><body>old</body></message>");
  }

  /** A session that knows that the archive was empty is told what came into it since. */
  @Test
  void theFirstMessageOfAnArchiveReachesTheClientThoughItsUserDiedBeforeThat() {
    var romeo = world.online(ROMEO + "/desk");
    var juliet = world.online("juliet@localhost/balcony");
    romeo.settles();
    var fence = new ClosedFence();
    world.useFence(fence);
    juliet.sends("<message type='chat' to='romeo@localhost'><body>first</body></message>");
    await().until(fence::isAsked);
    world.useFence(Fence.alone());
    world.endUser(ROMEO);

    romeo.findsItsUser();

    romeo.receives("<message><body>first</body></message>");
  }

  @Test
  void aRequestForPresenceGetsItsRowThoughItsUserDiedInBetween() {
    requestOfJuliet();

    world.killUser(ROMEO);
    world.loseIndexOf(ROMEO);
    var later = world.online(ROMEO + "/phone");

    await().until(() -> world.indexEventsOf(ROMEO) == 1);
    later.sends("<iq type='get' id='s'><query xmlns='" + SYNC + "'/></iq>");
    later.receives(
        ("<iq type='result' id='s'><query xmlns='%s'><conversation jid='juliet@localhost'"
                + " status='active'><presence xmlns='jabber:client' type='subscribe'/></conversation></query>"
                + "</iq>")
            .formatted(SYNC));
  }

  @Test
  void aRowThatItsOwnerDeletedSinceTheRequestStaysDeleted() {
    var romeo = requestOfJuliet();
    romeo.sends(
        ("<iq type='set' id='d'><query xmlns='%s'><conversation jid='juliet@localhost'"
                + " type='urn:xabber:chat' status='deleted'/></query></iq>")
            .formatted(SYNC));
    romeo.receives("<iq type='result' id='d'/>");
    romeo.vanishes();

    world.killUser(ROMEO);
    var later = world.online(ROMEO + "/phone");
    later.quiet();

    assertEquals(2, world.indexEventsOf(ROMEO), "the request and that it was deleted");
  }

  private TestClient requestOfJuliet() {
    var romeo = world.online(ROMEO + "/desk");
    var juliet = world.online("juliet@localhost/balcony");
    juliet.sends("<presence type='subscribe' to='romeo@localhost'/>");
    romeo.receives("<presence type='subscribe' from='juliet@localhost'/>");
    await().until(() -> world.indexEventsOf(ROMEO) == 1);
    return romeo;
  }

  @Test
  void anAccountIsNotSaidToBeOpenBeforeThatCounts() {
    var fence = new ClosedFence();
    world.useFence(fence);
    var answer = world.kit.<AccountReply>createTestProbe();
    world.tell(
        Jid.parse(ROMEO), new UserCommand.OpenAccount(PeopleWorld.keysOf("secret"), answer.ref()));
    await().until(fence::isAsked);
    answer.expectNoMessage();

    fence.open();

    answer.expectMessageClass(AccountReply.Done.class);
  }
}
