package im.balcony.actors.user.front;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionOrigin;
import im.balcony.actors.user.AccountReply;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.xep.mam.MamMetadata;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions and the life of accounts. */
class SessionFlowTest {
  private static final Jid ROMEO = Jid.parse("romeo@localhost");
  private final PeopleWorld world = new PeopleWorld();

  @AfterEach
  void close() {
    world.close();
  }

  private AccountReply ask(Function<akka.actor.typed.ActorRef<AccountReply>, UserCommand> command) {
    var probe = world.kit.<AccountReply>createTestProbe();
    world.tell(ROMEO, command.apply(probe.ref()));
    return probe.receiveMessage();
  }

  @Test
  void aNumberIsTakenOnceAndOnlyInItsTurn() {
    var romeo = world.connect("romeo@localhost/phone");
    var ping = "<iq type='get' id='%s'><ping xmlns='urn:xmpp:ping'/></iq>";
    romeo.submit(1, ping.formatted("a"), ping.formatted("b"));
    romeo.receives("<iq type='result' id='a'/>");
    romeo.receives("<iq type='result' id='b'/>");
    assertEquals(2, romeo.confirmed());
    romeo.submit(5, ping.formatted("gap"));
    romeo.receivesNo("<iq/>");
    romeo.submit(2, ping.formatted("b"), ping.formatted("c"));
    romeo.receives("<iq type='result' id='c'/>");
    romeo.receivesNo("<iq type='result' id='b'/>");
    assertEquals(3, romeo.confirmed());
  }

  @Test
  void anAccountThatWasMadeForNobodyLeavesTheMemoryAndStillAnswers() {
    world.account("romeo@localhost");
    assertInstanceOf(ClusterSharding.Passivate.class, world.shard.receiveMessage());
    assertInstanceOf(AccountReply.Keys.class, ask(UserCommand.GetKeys::new));
  }

  @Test
  void anAccountStaysForThoseWhoCameWhileItWasMade() {
    var made = world.kit.<AccountReply>createTestProbe();
    world.tell(ROMEO, new UserCommand.OpenAccount(PeopleWorld.keysOf("secret"), made.ref()));
    var romeo = world.connectOnly("romeo@localhost/phone");
    assertInstanceOf(AccountReply.Done.class, made.receiveMessage());
    romeo.sends("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
    romeo.receives("<iq type='result' id='p'/>");
  }

  @Test
  void theNewerSessionOfAResourceWins() {
    var old = world.online("romeo@localhost/phone");
    var next = world.connect("romeo@localhost/phone");
    var last = old.told(SessionCommand.Terminate.class);
    assertEquals(StreamErrorCondition.CONFLICT, last.error().condition());
    next.sends("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
    next.receives("<iq type='result' id='p'/>");
  }

  @Test
  void theNewerSessionOfAnInstallationWins() {
    var origin = new SessionOrigin("d4565fa7-4d72-4749-b3d3-740edbf87770", true);
    var old = world.connect("romeo@localhost/App/one", origin);
    var other = world.connect("romeo@localhost/Else/two", new SessionOrigin("another", true));
    world.connect("romeo@localhost/App2/three", origin);
    assertEquals(
        StreamErrorCondition.CONFLICT,
        old.told(SessionCommand.Terminate.class).error().condition());
    other.sends("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
    other.receives("<iq type='result' id='p'/>");
  }

  @Test
  void aClientThatSynchronisesIsToldTheEndsOfTheArchiveAndSentNothingThatWaited() {
    var juliet = world.online("juliet@localhost/balcony");
    var origin = new SessionOrigin(null, true);
    var first = world.connect("romeo@localhost/first", origin);
    assertEquals(MamMetadata.EMPTY, first.told(SessionCommand.Registered.class).archive());
    juliet.sends("<message type='chat' id='1' to='romeo@localhost'><body>Hi</body></message>");
    juliet.sends("<message type='chat' id='2' to='romeo@localhost'><body>there</body></message>");
    juliet.settles();

    var romeo = world.connect("romeo@localhost/phone", origin);

    var archive = requireNonNull(romeo.told(SessionCommand.Registered.class).archive()).toElement();
    var ids = archive.elements().stream().map(end -> end.attribute("id")).toList();
    assertEquals(2, Set.copyOf(ids).size(), "two messages");
    assertEquals(Long.toString(romeo.memory().knownArchiveId()), ids.get(1));
    romeo.sends("<presence/>");
    romeo.receives("<presence from='romeo@localhost/phone'/>");
    romeo.receivesNo("<message/>");
    var plain = world.online("romeo@localhost/plain");
    plain.receivesNo("<message><body>Hi</body></message>");
    juliet.sends("<message type='chat' id='3' to='romeo@localhost'><body>again</body></message>");
    romeo.receives("<message id='3'/>");
  }

  @Test
  void tooManySessionsAreRefused() {
    for (var i = 0; i < world.settings().sessionsMax(); i++) {
      world.connect("romeo@localhost/r" + i);
    }
    var refused =
        world.connect("romeo@localhost/more").told(SessionCommand.RegistrationRefused.class);
    assertEquals(StreamErrorCondition.RESOURCE_CONSTRAINT, refused.error().condition());
  }

  @Test
  void aClientTakesItsOwnPlaceThoughThereIsNoOther() {
    var origin = new SessionOrigin("d4565fa7-4d72-4749-b3d3-740edbf87770", false);
    var old = world.connect("romeo@localhost/old", origin);
    for (var i = 1; i < world.settings().sessionsMax(); i++) {
      world.connect("romeo@localhost/r" + i);
    }

    var next = world.connect("romeo@localhost/new", origin);

    next.told(SessionCommand.Registered.class);
    assertEquals(
        StreamErrorCondition.CONFLICT,
        old.told(SessionCommand.Terminate.class).error().condition());
  }

  @Test
  void anAccountThatIsNotThereTakesNoSession() {
    var nobody = world.connectOnly("nobody@localhost/phone");
    var refused = nobody.told(SessionCommand.RegistrationRefused.class);
    assertEquals(StreamErrorCondition.NOT_AUTHORIZED, refused.error().condition());
  }

  @Test
  void theMemoryOfASessionComesBackWithIt() {
    var romeo = world.online("romeo@localhost/phone", "<priority>7</priority>");
    romeo.sends("<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
    romeo.receives("<iq type='result' id='c'/>");
    assertTrue(romeo.memory().carbons());
    assertTrue(romeo.memory().rosterRequested());
    world.killUser("romeo@localhost");
    var desk = world.online("romeo@localhost/desk");
    desk.receives("<presence from='romeo@localhost/phone'><priority>7</priority></presence>");
    desk.sends(
        "<iq type='set' id='s'><query xmlns='jabber:iq:roster'>"
            + "<item jid='nurse@localhost'/></query></iq>");
    romeo.receives("<iq type='set'><query xmlns='jabber:iq:roster'/></iq>");
  }

  @Test
  void anAccountIsMadeOnceAndItsNameIsGivenAwayAgainEmpty() {
    assertInstanceOf(AccountReply.NoSuchAccount.class, ask(UserCommand.GetKeys::new));
    var keys = PeopleWorld.keysOf("first");
    assertInstanceOf(
        AccountReply.Done.class, ask(reply -> new UserCommand.OpenAccount(keys, reply)));
    assertInstanceOf(
        AccountReply.AddressTaken.class, ask(reply -> new UserCommand.OpenAccount(keys, reply)));
    var romeo = world.online("romeo@localhost/phone");
    romeo.sends(
        "<iq type='set' id='s'><query xmlns='jabber:iq:roster'>"
            + "<item jid='nurse@localhost'/></query></iq>");
    romeo.receives("<iq type='result' id='s'/>");
    assertInstanceOf(AccountReply.Done.class, ask(UserCommand.CloseAccount::new));
    romeo.told(SessionCommand.Terminate.class);
    assertInstanceOf(AccountReply.NoSuchAccount.class, ask(UserCommand.GetKeys::new));
    assertInstanceOf(
        AccountReply.Done.class, ask(reply -> new UserCommand.OpenAccount(keys, reply)));
    var again = world.connect("romeo@localhost/phone");
    again.sends("<iq type='get' id='r'><query xmlns='jabber:iq:roster'/></iq>");
    var roster = again.receives("<iq type='result' id='r'><query xmlns='jabber:iq:roster'/></iq>");
    assertEquals(0, roster.elements().get(0).elements().size());
  }

  @Test
  void keysSurviveTheUserAndAreChanged() {
    world.account("romeo@localhost");
    assertInstanceOf(
        AccountReply.Done.class,
        ask(reply -> new UserCommand.ChangeKeys(PeopleWorld.keysOf("second"), reply)));
    world.killUser("romeo@localhost");
    var keys = assertInstanceOf(AccountReply.Keys.class, ask(UserCommand.GetKeys::new));
    assertEquals(
        "second",
        new String(keys.keys().get(0).storedKey(), java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void ownersChangeTheirPasswordAndEndTheirAccount() {
    var romeo = world.online("romeo@localhost/phone");
    var juliet = world.online("juliet@localhost/balcony");
    world.befriend(romeo, juliet);
    var change =
        "<iq type='set' id='%s' to='localhost'><query xmlns='jabber:iq:register'>"
            + "<username>%s</username><password>%s</password></query></iq>";
    romeo.sends(change.formatted("1", "romeo", "third"));
    romeo.receives("<iq type='result' id='1'/>");
    romeo.sends(change.formatted("2", "juliet", "mine"));
    romeo.receives("<iq type='error' id='2'><error/></iq>");
    romeo.sends(change.formatted("3", "romeo", "unusable"));
    romeo.receives("<iq type='error' id='3'><error/></iq>");
    romeo.sends("<iq type='set' id='4'><query xmlns='jabber:iq:register'><remove/></query></iq>");
    romeo.receives("<iq type='result' id='4'/>");
    romeo.told(SessionCommand.Terminate.class);
    juliet.receives("<presence type='unavailable' from='romeo@localhost/phone'/>");
    juliet.receives("<presence type='unsubscribed' from='romeo@localhost'/>");
    assertInstanceOf(AccountReply.NoSuchAccount.class, ask(UserCommand.GetKeys::new));
  }
}
