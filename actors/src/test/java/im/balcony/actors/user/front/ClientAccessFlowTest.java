package im.balcony.actors.user.front;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import akka.actor.typed.ActorRef;
import im.balcony.actors.port.ClientTokens;
import im.balcony.actors.session.SessionCommand;
import im.balcony.actors.session.SessionOrigin;
import im.balcony.actors.user.AccountReply;
import im.balcony.actors.user.UserCommand;
import im.balcony.actors.world.PeopleWorld;
import im.balcony.actors.world.TestClient;
import im.balcony.persistence.event.account.StoredScramKeys;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.sasl.HtMechanism;
import im.balcony.protocol.stream.StreamErrorCondition;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients, their tokens and sessions through a User and its log (XEP-0484, XEP-0494). */
class ClientAccessFlowTest {
  private static final Jid ROMEO = Jid.parse("romeo@localhost");
  private static final String NONE = "HT-SHA-256-NONE";
  private static final String LIST = "<iq type='get' id='%s'><list xmlns='urn:xmpp:cam:0'/></iq>";
  private final PeopleWorld world = new PeopleWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aTokenSurvivesTheUser() {
    world.account("romeo@localhost");
    assertInstanceOf(AccountReply.ClientNoted.class, note("phone", NONE));
    world.killUser("romeo@localhost");

    assertInstanceOf(AccountReply.TokenAccepted.class, use("phone", "token-1"));
    assertEquals(new AccountReply.TokenRefused(false), use("phone", "token-2"));
  }

  @Test
  void anAccountThatIsNotThereHasNoTokens() {
    assertInstanceOf(AccountReply.NoSuchAccount.class, note("phone", NONE));
    assertInstanceOf(AccountReply.NoSuchAccount.class, use("phone", "token-1"));
  }

  @Test
  void anotherPasswordRevokesTokensForGood() {
    world.account("romeo@localhost");
    note("phone", NONE);
    ask(reply -> new UserCommand.ChangeKeys(PeopleWorld.keysOf("second"), reply));
    world.killUser("romeo@localhost");

    assertEquals(new AccountReply.TokenRefused(false), use("phone", "token-1"));
  }

  // ---- XEP-0480: keys of one more mechanism for the same password

  @Test
  void addedKeysAreThereForGoodAndTokensAndSessionsStay() {
    var desk = world.connect("romeo@localhost/desk", new SessionOrigin("desk", false));
    note("phone", NONE);

    assertInstanceOf(AccountReply.Done.class, add(keys("SCRAM-SHA-1", 5000)));
    world.killUser("romeo@localhost");

    assertEquals(List.of("SCRAM-SHA-256", "SCRAM-SHA-1"), mechanisms());
    assertInstanceOf(AccountReply.TokenAccepted.class, use("phone", "token-1"));
    desk.sends("<iq type='get' id='r'><query xmlns='jabber:iq:roster'/></iq>");
    desk.receives("<iq type='result' id='r'/>");
  }

  @Test
  void keysThatAreThereStay() {
    world.account("romeo@localhost");
    add(keys("SCRAM-SHA-1", 5000));

    assertInstanceOf(AccountReply.Done.class, add(keys("SCRAM-SHA-1", 6000)));
    ask(reply -> new UserCommand.ChangeKeys(PeopleWorld.keysOf("second"), reply));
    assertInstanceOf(AccountReply.Done.class, add(keys("SCRAM-SHA-256", 6000)));

    var stored = assertInstanceOf(AccountReply.Keys.class, ask(UserCommand.GetKeys::new)).keys();
    assertEquals(List.of("second"), stored.stream().map(ClientAccessFlowTest::password).toList());
  }

  @Test
  void anAccountThatIsNotThereGetsNoKeys() {
    assertInstanceOf(AccountReply.NoSuchAccount.class, add(keys("SCRAM-SHA-1", 5000)));
  }

  private AccountReply add(StoredScramKeys keys) {
    return ask(reply -> new UserCommand.AddKeys(keys, reply));
  }

  private List<String> mechanisms() {
    var stored = assertInstanceOf(AccountReply.Keys.class, ask(UserCommand.GetKeys::new)).keys();
    return stored.stream().map(StoredScramKeys::mechanism).toList();
  }

  private static StoredScramKeys keys(String mechanism, int iterations) {
    return new StoredScramKeys(mechanism, new byte[16], iterations, new byte[20], new byte[20]);
  }

  /** {@link PeopleWorld#keysOf} keeps it in place of a key. */
  private static String password(StoredScramKeys keys) {
    return new String(keys.storedKey(), UTF_8);
  }

  // ----

  @Test
  void aRevokedClientLosesItsSessionAndTheOthersStay() {
    var phone = world.connect("romeo@localhost/phone", new SessionOrigin("phone", false));
    var desk = world.connect("romeo@localhost/desk", new SessionOrigin("desk", false));
    note("phone", NONE);
    note("desk", null);
    ask(reply -> new UserCommand.ChangeKeys(PeopleWorld.keysOf("second"), reply));
    var id = idOf(desk, 0, "true");

    desk.sends("<iq type='set' id='r'><revoke xmlns='urn:xmpp:cam:0' id='" + id + "'/></iq>");

    desk.receives("<iq type='result' id='r'/>");
    assertEquals(
        StreamErrorCondition.NOT_AUTHORIZED,
        phone.told(SessionCommand.Terminate.class).error().condition());
    desk.sends(LIST.formatted("after"));
    var after = desk.receives("<iq type='result' id='after'/>").elements().get(0);
    assertEquals(1, after.elements().size());
  }

  @Test
  void whoKnowsThePasswordLosesItsTokensOnly() {
    var desk = world.connect("romeo@localhost/desk");
    note("phone", NONE);
    var id = idOf(desk, 0, "false");

    desk.sends("<iq type='set' id='r'><revoke xmlns='urn:xmpp:cam:0' id='" + id + "'/></iq>");

    desk.receives(
        "<iq type='error' id='r'><error><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    assertEquals(new AccountReply.TokenRefused(false), use("phone", "token-1"));
  }

  @Test
  void nobodyElseSeesTheClients() {
    world.account("romeo@localhost");
    note("phone", NONE);
    var juliet = world.connect("juliet@localhost/balcony");

    juliet.sends(LIST.formatted("x").replace("type=", "to='romeo@localhost' type="));

    juliet.receives("<iq type='error' id='x'><error/></iq>");
  }

  private static String idOf(TestClient asker, int place, String connected) {
    asker.sends(LIST.formatted("list"));
    var clients = asker.receives("<iq type='result' id='list'/>").elements().get(0);
    var client = clients.elements().get(place);
    assertEquals(connected, client.attribute("connected"));
    return String.valueOf(client.attribute("id"));
  }

  private AccountReply note(String id, @Nullable String wanted) {
    return ask(reply -> new UserCommand.NoteClient(client(id, wanted), reply));
  }

  private AccountReply use(String id, String token) {
    var hash = HtMechanism.initiatorHash(token.getBytes(UTF_8), new byte[0]);
    var proof = new ClientTokens.Proof(NONE, hash, new byte[0], 0, false);
    return ask(reply -> new UserCommand.UseToken(client(id, null), proof, reply));
  }

  private static ClientTokens.Client client(String id, @Nullable String wanted) {
    return new ClientTokens.Client(id, "Test", null, wanted);
  }

  private AccountReply ask(Function<ActorRef<AccountReply>, UserCommand> command) {
    var probe = world.kit.<AccountReply>createTestProbe();
    world.tell(ROMEO, command.apply(probe.ref()));
    return probe.receiveMessage();
  }
}
