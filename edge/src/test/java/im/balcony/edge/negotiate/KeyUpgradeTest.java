package im.balcony.edge.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.listen.EdgeUnderTest;
import im.balcony.edge.listen.WireClient;
import im.balcony.protocol.sasl.ScramKeys;
import im.balcony.protocol.sasl.ScramMechanism;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0480 over TLS: an account imported with keys of SCRAM-SHA-1 gets those of SCRAM-SHA-256. */
class KeyUpgradeTest {
  private static final String TASK = "UPGR-SCRAM-SHA-256";
  private static final String WANTED =
      "<upgrade xmlns='urn:xmpp:sasl:upgrade:0'>" + TASK + "</upgrade>";
  private static final String AGENT = "<user-agent id='d4565fa7-4d72-4749-b3d3-740edbf87770'/>";
  private static final String BIND = "<bind xmlns='urn:xmpp:bind:0'/>";

  @TempDir Path folder;
  private EdgeUnderTest edge;

  @BeforeEach
  void start() {
    startWith();
  }

  private void startWith(String... settings) {
    edge = new EdgeUnderTest(folder, settings);
    edge.addAccount("old", ScramMechanism.SCRAM_SHA_1);
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  @ParameterizedTest
  @CsvSource({"SCRAM-SHA-1-PLUS, tls-server-end-point", "SCRAM-SHA-1, ''"})
  void anImportedAccountLogsInBySha256AfterItsUpgrade(String mechanism, String binding)
      throws Exception {
    try (var client = connect()) {
      client.openStreamFrom("old@localhost");

      var next =
          client.scram2(mechanism, "old", EdgeUnderTest.PASSWORD, binding, WANTED + AGENT + BIND);

      assertTrue(
          next.matches(
              "<continue xmlns='urn:xmpp:sasl:2'><additional-data>[^<]+</additional-data>"
                  + "<tasks><task>UPGR-SCRAM-SHA-256</task></tasks></continue>"),
          next);
      assertTrue(edge.told().isEmpty(), "no session before the task is done");
      var success = client.upgrade(TASK, EdgeUnderTest.PASSWORD);
      assertTrue(
          success.startsWith(
              "<success xmlns='urn:xmpp:sasl:2'><authorization-identifier>old@localhost/"),
          success);
      assertTrue(success.endsWith("<bound xmlns='urn:xmpp:bind:0'/></success>"), success);
      client.until("</stream:features>");
    }
    try (var client = connect()) {
      client.openStream();
      var success = client.scram2("SCRAM-SHA-256", "old", EdgeUnderTest.PASSWORD, "", WANTED);
      assertTrue(success.startsWith("<success "), "no second upgrade: " + success);
    }
    try (var client = connect()) {
      client.openStream();
      var success = client.scram2("SCRAM-SHA-1", "old", EdgeUnderTest.PASSWORD, "", "");
      assertTrue(success.startsWith("<success "), "the old keys are kept: " + success);
    }
  }

  @Test
  void saltAndIterationsAreThoseOfANewAccount() throws Exception {
    upgrade();

    var keys = edge.keys("old").get(1);

    assertEquals(ScramMechanism.SCRAM_SHA_256, keys.mechanism());
    assertEquals(4096, keys.iterations());
    assertEquals(16, keys.salt().length);
    assertTrue(keys.matches(EdgeUnderTest.PASSWORD));
  }

  @Test
  void strangersDoNotSeeThatKeysWereAdded() throws Exception {
    var before = saltShown();

    upgrade();

    assertEquals(2, edge.keys("old").size());
    assertEquals(before, saltShown());
  }

  /** Salt and iterations, for whoever begins a login by SCRAM-SHA-256. */
  private String saltShown() throws Exception {
    try (var client = connect()) {
      client.openStream();
      client.scram2("SCRAM-SHA-256", "old", "pen", "", "");
      return client.serverFirst().replaceAll("^r=[^,]*", "");
    }
  }

  private void upgrade() throws Exception {
    try (var client = connect()) {
      begin(client);
      client.upgrade(TASK, EdgeUnderTest.PASSWORD);
    }
  }

  /** Up to the task, which the client has not begun. */
  private static void begin(WireClient client) throws Exception {
    client.openStream();
    var next = client.scram2("SCRAM-SHA-1", "old", EdgeUnderTest.PASSWORD, "", WANTED + BIND);
    assertTrue(next.startsWith("<continue "), next);
  }

  @Test
  void thePasswordByPlainIsAsGood() throws Exception {
    try (var client = connect()) {
      client.openStream();

      var next = client.plain2("old", EdgeUnderTest.PASSWORD, WANTED);

      assertEquals(
          "<continue xmlns='urn:xmpp:sasl:2'><tasks><task>%s</task></tasks></continue>"
              .formatted(TASK),
          next);
      assertTrue(client.upgrade(TASK, EdgeUnderTest.PASSWORD).startsWith("<success "));
    }
  }

  // ---- who is offered and asked what

  @ParameterizedTest
  @ValueSource(strings = {"old@localhost", "romeo@localhost", "nobody@localhost"})
  void whatIsOfferedTellsNothingOfTheAccount(String from) throws Exception {
    try (var client = connect()) {
      var features = client.openStreamFrom(from);

      assertTrue(
          features.contains("</inline>" + WANTED + "</authentication>"), "the same: " + features);
      assertTrue(features.contains("<mechanism>SCRAM-SHA-256</mechanism>"), features);
    }
  }

  @Test
  void nobodyIsOfferedWhatNobodyMayLogInWith() throws Exception {
    stop();
    startWith("balcony.edge.c2s.login.mechanisms = [SCRAM-SHA-1]");
    try (var client = connect()) {
      assertFalse(client.openStream().contains("urn:xmpp:sasl:upgrade:0"));

      var success = client.scram2("SCRAM-SHA-1", "old", EdgeUnderTest.PASSWORD, "", WANTED);

      assertTrue(success.startsWith("<success "), success);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "old, ''",
    "old, <upgrade xmlns='urn:xmpp:sasl:upgrade:0'>UPGR-SCRAM-SHA-512</upgrade>",
    "romeo, <upgrade xmlns='urn:xmpp:sasl:upgrade:0'>UPGR-SCRAM-SHA-256</upgrade>"
  })
  void whoNeedsOrAsksForNothingIsLoggedInAtOnce(String user, String inline) throws Exception {
    try (var client = connect()) {
      client.openStream();

      var success = client.scram2("SCRAM-SHA-1", user, EdgeUnderTest.PASSWORD, "", inline);

      assertTrue(success.contains("<additional-data>"), success);
      assertTrue(success.startsWith("<success "), success);
    }
  }

  @Test
  void aWrongPasswordGetsNoTask() throws Exception {
    try (var client = connect()) {
      client.openStream();

      assertTrue(
          client.scram2("SCRAM-SHA-1", "old", "pen", "", WANTED).contains("<not-authorized "));
    }
  }

  /** A token that was stolen must not become a password. */
  @Test
  void aTokenIsNotEnoughToSetKeys() throws Exception {
    var agent = AGENT;
    try (var client = connect()) {
      client.openStream();
      var request = "<request-token xmlns='urn:xmpp:fast:0' mechanism='HT-SHA-256-NONE'/>" + agent;
      client.scram2("SCRAM-SHA-1", "old", EdgeUnderTest.PASSWORD, "", request);
    }
    try (var client = connect()) {
      client.openStream();
      var token = "token of d4565fa7-4d72-4749-b3d3-740edbf87770";
      var inline = WANTED + agent + "<fast xmlns='urn:xmpp:fast:0'/>";

      assertTrue(client.token("NONE", "old", token, new byte[0], inline).startsWith("<success "));
    }
    assertEquals(1, edge.keys("old").size());
  }

  // ---- what goes wrong

  @ParameterizedTest
  @CsvSource({
    "malformed-request, ''",
    "malformed-request, AAAA",
    "incorrect-encoding, %%%",
    "malformed-request, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="
  })
  void badTaskDataFailsTheLoginAndChangesNothing(String condition, String hash) throws Exception {
    try (var client = connect()) {
      begin(client);
      client.send("<next xmlns='urn:xmpp:sasl:2' task='%s'/>".formatted(TASK));
      client.until("</task-data>");

      var failure = client.upgradeWith(hash);

      assertTrue(failure.contains("<" + condition + " "), failure);
      assertTrue(edge.told().isEmpty(), "nothing that was asked for is done");
      assertEquals(1, edge.keys("old").size());
      var again = client.scram2("SCRAM-SHA-1", "old", EdgeUnderTest.PASSWORD, "", "");
      assertTrue(again.startsWith("<success "), again);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "malformed-request | <next xmlns='urn:xmpp:sasl:2' task='UPGR-SCRAM-SHA-512'/>",
        "malformed-request | <next xmlns='urn:xmpp:sasl:2'/>",
        "aborted | <abort xmlns='urn:xmpp:sasl:2'/>"
      })
  void anotherTaskOrNoneFailsTheLogin(String condition, String element) throws Exception {
    try (var client = connect()) {
      begin(client);

      client.send(element);

      assertTrue(client.until("</failure>").contains("<" + condition + " "));
      client.send("<next xmlns='urn:xmpp:sasl:2' task='%s'/>".formatted(TASK));
      assertTrue(client.until("</stream:stream>").contains("<policy-violation "));
      assertEquals(1, edge.keys("old").size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<task-data xmlns='urn:xmpp:sasl:2'/>",
        "<response xmlns='urn:xmpp:sasl:2'/>",
        "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='PLAIN'/>",
        "<message to='juliet@localhost'/>"
      })
  void nothingElseMayComeBeforeTheTask(String element) throws Exception {
    try (var client = connect()) {
      begin(client);

      client.send(element);

      assertTrue(client.until("</stream:stream>").contains("<policy-violation "));
      assertTrue(edge.told().isEmpty());
    }
  }

  @Test
  void aTaskIsBegunOnce() throws Exception {
    try (var client = connect()) {
      begin(client);
      var next = "<next xmlns='urn:xmpp:sasl:2' task='%s'/>".formatted(TASK);

      client.send(next + next);

      client.until("</task-data>");
      assertTrue(client.until("</stream:stream>").contains("<policy-violation "));
    }
  }

  @Test
  void anAccountThatCannotBeAskedFailsForNow() throws Exception {
    try (var client = connect()) {
      begin(client);
      edge.beBusy();

      var failure = client.upgrade(TASK, EdgeUnderTest.PASSWORD);

      assertTrue(failure.contains("<temporary-auth-failure "), failure);
    }
  }

  @Test
  void anAccountThatWasRemovedMeanwhileIsNotLoggedIn() throws Exception {
    try (var client = connect()) {
      begin(client);
      edge.removeAccount("old");

      var failure = client.upgrade(TASK, EdgeUnderTest.PASSWORD);

      assertTrue(failure.contains("<not-authorized "), failure);
      assertEquals(List.<ScramKeys>of(), edge.keys("old"));
    }
  }

  private WireClient connect() throws Exception {
    return WireClient.tls(edge.port("c2s-tls"));
  }
}
