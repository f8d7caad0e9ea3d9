package im.balcony.actors.user.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.actors.world.UserSettingsBuilder;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** IQs whose answer needs I/O: neither lost nor in the way of what was sent behind them. */
class SlowAnswersTest {
  private static final String PAGE =
      "<iq type='set' id='page'><query xmlns='urn:xmpp:mam:2'/></iq>";
  private static final String PAGE_END =
      "<iq type='result' id='page'><fin xmlns='urn:xmpp:mam:2'/></iq>";

  private PeopleWorld world = new PeopleWorld();

  @AfterEach
  void close() {
    world.close();
  }

  /** Romeo has something in his archive; reading it takes as long as the test likes. */
  private TestClient romeoWithSlowArchive() {
    var romeo = world.online("romeo@localhost/phone");
    world.online("juliet@localhost/balcony");
    romeo.sends("<message type='chat' to='juliet@localhost'><body>first</body></message>");
    romeo.settles();
    romeo.quiet();
    world.reads().hold();
    return romeo;
  }

  @Test
  void aPageThatIsNotReadYetIsNotSettled() {
    var romeo = romeoWithSlowArchive();
    romeo.sends(PAGE);
    romeo.receivesNo("<iq/>");
    assertEquals(romeo.lastNumber() - 1, romeo.confirmed());

    world.reads().release();

    romeo.receives(PAGE_END);
    romeo.settles();
  }

  @Test
  void aPageWhoseUserDiedMeanwhileIsAskedForAgain() {
    var romeo = romeoWithSlowArchive();
    romeo.sends(PAGE);
    romeo.receivesNo("<iq/>");
    romeo.told(SessionCommand.Registered.class);

    world.killUser("romeo@localhost");
    world.connect("romeo@localhost/desk");

    var expected = romeo.told(SessionCommand.Registered.class).expectedNumber();
    assertEquals(romeo.lastNumber(), expected);
    world.reads().release();
    romeo.submit(expected, PAGE);
    romeo.receives(PAGE_END);
    romeo.settles();
  }

  @Test
  void whatIsSentBehindASlowPageHasItsTurnAndIsConfirmedAfterIt() {
    var romeo = romeoWithSlowArchive();
    romeo.sends(PAGE);
    assertEquals(romeo.lastNumber(), romeo.told(SessionCommand.Proceed.class).upToNumber());
    romeo.sends("<iq type='get' id='ping'><ping xmlns='urn:xmpp:ping'/></iq>");
    romeo.receives("<iq type='result' id='ping'/>");
    assertEquals(romeo.lastNumber(), romeo.told(SessionCommand.Proceed.class).upToNumber());
    assertEquals(romeo.lastNumber() - 2, romeo.confirmed());

    world.reads().release();

    romeo.receives(PAGE_END);
    romeo.settles();
  }

  @Test
  void aRepeatedPageIsReadOnce() {
    var romeo = romeoWithSlowArchive();
    romeo.sends(PAGE);
    romeo.submit(romeo.lastNumber(), PAGE);
    romeo.told(SessionCommand.Proceed.class);

    world.reads().release();

    romeo.receives(PAGE_END);
    romeo.settles();
    romeo.receivesNo("<iq/>");
  }

  @Test
  void aPageThatTakesTooLongIsRefusedAndSettled() {
    world.close();
    world =
        new PeopleWorld(new UserSettingsBuilder().laterAnswerMax(Duration.ofMillis(100)).build());
    var romeo = romeoWithSlowArchive();
    romeo.sends(PAGE);
    romeo.receives("<iq type='error' id='page'><error type='wait'/></iq>");
    romeo.settles();

    world.reads().release();

    romeo.receivesNo("<iq/>");
  }
}
