package im.balcony.edge.negotiate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.listen.EdgeUnderTest;
import im.balcony.edge.listen.WireClient;
import im.balcony.protocol.sasl.HtMechanism;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** XEP-0484 over sockets: a returning client's one message. */
class TokenLoginTest {
  private static final String ID = "d4565fa7-4d72-4749-b3d3-740edbf87770";
  private static final String AGENT = "<user-agent id='" + ID + "'/>";
  private static final String FAST = "<fast xmlns='urn:xmpp:fast:0'/>";
  private static final String BIND = "<bind xmlns='urn:xmpp:bind:0'/>";
  private static final String TOKEN = "token of " + ID;

  @TempDir Path folder;
  private EdgeUnderTest edge;

  @BeforeEach
  void start() {
    edge =
        new EdgeUnderTest(
            folder,
            "balcony.edge.c2s { tls = optional }",
            "balcony.edge.c2s.login { failures-max = 20, backoff.free-failures-per-account = 3 }",
            "balcony.edge.c2s.login.backoff.first-wait-millis = 60000");
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  @Test
  void aTokenComesWithTheFirstLoginAndIsTheWholeOfTheNext() throws Exception {
    try (var client = connect()) {
      client.openStream();
      var success = client.plain2("romeo", EdgeUnderTest.PASSWORD, AGENT + request("ENDP") + BIND);
      assertTrue(
          success.endsWith(
              "<bound xmlns='urn:xmpp:bind:0'/><token xmlns='urn:xmpp:fast:0' expiry='2030-01-01T00:00:00Z' token='"
                  + TOKEN
                  + "'/></success>"),
          success);
    }
    try (var client = connect()) {
      client.openStreamFrom("romeo@localhost");
      var binding = client.serverEndPoint();

      var success = client.token("ENDP", "romeo", TOKEN, binding, AGENT + FAST + BIND);

      var response = HtMechanism.responderHash(TOKEN.getBytes(UTF_8), binding);
      assertTrue(
          success.contains(
              "<additional-data>"
                  + Base64.getEncoder().encodeToString(response)
                  + "</additional-data>"),
          success);
      assertTrue(success.endsWith("<bound xmlns='urn:xmpp:bind:0'/></success>"), success);
      client.until("</stream:features>");
    }
  }

  @Test
  void onlyWhatThisChannelCanBindIsOffered() throws Exception {
    try (var client = connect()) {
      var features = client.openStream();
      assertTrue(
          features.contains(
              "<mechanism>HT-SHA-256-ENDP</mechanism><mechanism>HT-SHA-256-NONE</mechanism></fast>"),
          features);
      assertFalse(features.contains("tls-0rtt"));
      assertFalse(features.contains("HT-SHA-256-UNIQ"));

      client.plain2("romeo", EdgeUnderTest.PASSWORD, AGENT + request("UNIQ"));

      assertEquals(null, edge.tokens().seen().get(0).wantedMechanism());
    }
  }

  @Test
  void aTokenIsNoMechanismOfTheOldProfile() throws Exception {
    try (var client = connect()) {
      client.openStream();

      client.send(
          "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='HT-SHA-256-NONE'>AA==</auth>");

      assertTrue(client.until("</failure>").contains("<invalid-mechanism/>"));
    }
  }

  @Test
  void withoutAClientsIdOrFastTheRequestIsMalformed() throws Exception {
    give("NONE");
    for (var inline : new String[] {AGENT, FAST, "<user-agent id='x'/>" + FAST}) {
      assertTrue(login(TOKEN, inline).contains("<malformed-request "), inline);
    }
    assertTrue(
        login(TOKEN, AGENT + FAST.replace("/>", " count='0'/>")).contains("<malformed-request "));
  }

  @Test
  void countAndInvalidationArePassedOn() throws Exception {
    give("NONE");

    var fast = "<fast xmlns='urn:xmpp:fast:0' count='7' invalidate='true'/>";
    assertTrue(login(TOKEN, AGENT + fast).contains("<success "));

    var proof = edge.tokens().proofs().get(0);
    assertEquals(7, proof.count());
    assertTrue(proof.invalidate());
  }

  @Test
  void aUsedTokenMayBeReplaced() throws Exception {
    give("NONE");
    edge.tokens().rotate(true);

    assertTrue(login(TOKEN, AGENT + FAST).contains("<token xmlns='urn:xmpp:fast:0' "));
  }

  @Test
  void anExpiredTokenSaysSoAndIsNoGuess() throws Exception {
    give("NONE");
    edge.tokens().expire(true);
    for (int i = 0; i < 5; i++) {
      assertTrue(login(TOKEN, AGENT + FAST).contains("<credentials-expired "));
    }
  }

  @Test
  void guessesAreCountedForNamesThatExistAndThoseThatDoNot() throws Exception {
    give("NONE");
    for (var user : new String[] {"romeo", "nobody"}) {
      for (int i = 0; i < 4; i++) {
        assertTrue(login(user, "wrong", AGENT + FAST).contains("<not-authorized "), user);
      }
      assertTrue(login(user, TOKEN, AGENT + FAST).contains("<temporary-auth-failure "), user);
    }
  }

  @Test
  void whoLogsInIsWhomTheStreamIsFrom() throws Exception {
    give("NONE");
    try (var client = connect()) {
      client.openStreamFrom("juliet@localhost");

      var answer = client.token("NONE", "romeo", TOKEN, new byte[0], AGENT + FAST);

      assertTrue(answer.contains("<invalid-authzid "), answer);
      assertTrue(edge.tokens().proofs().isEmpty(), "nothing was used");
    }
  }

  @Test
  void aTokenForABoundChannelIsNoGoodWithoutOne() throws Exception {
    give("ENDP");

    assertTrue(login(TOKEN, AGENT + FAST).contains("<not-authorized "));
  }

  private void give(String binding) throws Exception {
    try (var client = connect()) {
      client.openStream();
      client.plain2("romeo", EdgeUnderTest.PASSWORD, AGENT + request(binding));
    }
  }

  private String login(String token, String inline) throws Exception {
    return login("romeo", token, inline);
  }

  private String login(String user, String token, String inline) throws Exception {
    try (var client = connect()) {
      client.openStream();
      return client.token("NONE", user, token, new byte[0], inline);
    }
  }

  private static String request(String binding) {
    return "<request-token xmlns='urn:xmpp:fast:0' mechanism='HT-SHA-256-" + binding + "'/>";
  }

  private WireClient connect() throws Exception {
    return WireClient.tlsOfVersion(edge.port("c2s-tls"), "TLSv1.3");
  }
}
