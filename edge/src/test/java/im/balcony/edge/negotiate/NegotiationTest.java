package im.balcony.edge.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.listen.EdgeUnderTest;
import im.balcony.edge.listen.WireClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6120 4 to 7 in clear text on loopback: what is said, and what is answered. */
class NegotiationTest {
  private static final String STREAMS = "xmlns:stream='http://etherx.jabber.org/streams'";
  private static final String SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";
  private static EdgeUnderTest edge;

  @BeforeAll
  static void start(@TempDir Path folder) {
    edge =
        new EdgeUnderTest(
            folder,
            "balcony.edge.c2s { tls = optional, registration = on }",
            "balcony.edge.c2s.login { failures-max = 3, backoff.free-failures-per-account = 4 }",
            "balcony.edge.c2s.login.backoff.first-wait-millis = 60000");
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  // ---- stream errors

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host-unknown | to='nowhere.example' version='1.0' xmlns='jabber:client' @",
        "improper-addressing | version='1.0' xmlns='jabber:client' @",
        "unsupported-version | to='localhost' xmlns='jabber:client' @",
        "unsupported-version | to='localhost' version='0.9' xmlns='jabber:client' @",
        "invalid-namespace | to='localhost' version='1.0' xmlns='jabber:server' @",
        "invalid-namespace | to='localhost' version='1.0' xmlns='jabber:client' xmlns:stream='urn:x'",
      })
  void aBadHeaderGetsAHeaderAndThenItsError(String condition, String attributes) throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.send("<?xml version='1.0'?><stream:stream " + attributes.replace("@", STREAMS) + ">");

      var answer = client.until("</stream:stream>");

      assertTrue(answer.startsWith("<?xml version='1.0'?><stream:stream "), answer);
      assertTrue(answer.contains("<" + condition + " "), answer);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "restricted-xml | <!-- no -->",
        "restricted-xml | <?target no?>",
        "not-well-formed | <a></b>",
        "not-authorized | <message to='juliet@localhost'><body>early</body></message>",
        "not-authorized | <iq type='get' id='1'><query xmlns='jabber:iq:roster'/></iq>",
        "unsupported-stanza-type | <foo xmlns='urn:foo'/>",
        "unsupported-stanza-type | <enable xmlns='urn:xmpp:sm:3'/>",
      })
  void badContentBeforeLoginEndsTheStreamWithItsError(String condition, String content)
      throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.openStream();

      client.send(content);

      assertTrue(client.until("</stream:stream>").contains("<" + condition + " "));
    }
  }

  @Test
  void aDoctypeIsRefusedBeforeTheHeader() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.send("<!DOCTYPE lolz [<!ENTITY lol 'lol'>]>");

      assertTrue(client.until("</stream:stream>").contains("<restricted-xml "));
    }
  }

  @Test
  void anEndlessStanzaBeforeLoginIsCutOff() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.openStream();

      client.send("<auth>" + "x".repeat(11_000));

      assertTrue(client.until("</stream:stream>").contains("<policy-violation "));
    }
  }

  @Test
  void whiteSpaceBeforeLoginIsCountedToo() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.openStream();

      client.send(" ".repeat(17_000));

      assertTrue(client.until("</stream:stream>").contains("<policy-violation "));
    }
  }

  @Test
  void aClosedStreamIsClosedInTurn() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.openStream();

      client.send("</stream:stream>");

      assertEquals("</stream:stream>", client.untilClosed());
    }
  }

  @Test
  void anotherServedDomainIsAnsweredInItsName() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      assertTrue(client.openStream("b.example").contains(" from='b.example' "));
    }
  }

  // ---- SASL

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "invalid-mechanism | <auth @ mechanism='DIGEST-MD5'/>",
        "invalid-mechanism | <auth @ mechanism='SCRAM-SHA-1-PLUS'>biwsbj1h</auth>",
        "incorrect-encoding | <auth @ mechanism='PLAIN'>%%%</auth>",
        "malformed-request | <auth @ mechanism='PLAIN'>YWJj</auth>",
        "malformed-request | <auth @ mechanism='PLAIN'>=</auth>",
        "malformed-request | <auth @ mechanism='SCRAM-SHA-256'>YWJj</auth>",
        "malformed-request | <response @>YWJj</response>",
        "aborted | <abort @/>",
      })
  void aBadLoginGetsItsCondition(String condition, String element) throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.openStream();

      client.send(element.replace("@", SASL));

      var failure = client.until("</failure>");
      assertTrue(failure.contains("<" + condition + "/>"), failure);
    }
  }

  @Test
  void nobodyActsForSomebodyElse() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.openStream();
      var message = WireClient.base64("juliet@localhost\0romeo\0" + EdgeUnderTest.PASSWORD);

      client.send("<auth %s mechanism='PLAIN'>%s</auth>".formatted(SASL, message));

      assertTrue(client.until("</failure>").contains("<invalid-authzid/>"));
    }
  }

  @Test
  void aLoginCanComeInTwoSteps() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.openStream();
      client.send("<auth %s mechanism='PLAIN'/>".formatted(SASL));
      client.until("<challenge %s/>".formatted(SASL));

      client.send(
          WireClient.plain("romeo", EdgeUnderTest.PASSWORD)
              .replace("auth", "response")
              .replace(" mechanism='PLAIN'", ""));

      client.until("<success %s/>".formatted(SASL));
    }
  }

  @Test
  void afterTooManyFailuresTheStreamEnds() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.openStream();
      for (int i = 0; i < 3; i++) {
        client.send("<abort %s/>".formatted(SASL));
        client.until("</failure>");
      }

      assertTrue(client.until("</stream:stream>").contains("<policy-violation "));
    }
  }

  @Test
  void whoFailsAgainAndAgainIsNotEvenLookedAt() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertTrue(plain("brute", "wrong" + i).contains("<not-authorized/>"));
    }

    assertTrue(plain("brute", EdgeUnderTest.PASSWORD).contains("<temporary-auth-failure/>"));
    assertTrue(plain("romeo", "wrong").contains("<not-authorized/>"));
  }

  private static String plain(String user, String password) throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.openStream();
      client.send(WireClient.plain(user, password));
      return client.until("</failure>");
    }
  }

  @Test
  void inClearTextNoChannelCanBeBound() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      var features = client.openStream();

      assertTrue(features.contains("<mechanism>SCRAM-SHA-256</mechanism>"));
      assertFalse(features.contains("PLUS"));
      assertFalse(features.contains("sasl-channel-binding"));
      assertTrue(features.contains("<starttls "));
    }
  }

  // ---- registration

  @Test
  void aStrangerMakesAnAccountAndLogsIn() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      assertTrue(client.openStream().contains("iq-register"));
      client.send("<iq type='get' id='r1'><query xmlns='jabber:iq:register'/></iq>");
      assertTrue(client.until("</iq>").contains("<username/><password/>"));

      client.send(register("tybalt", "ratcatcher"));
      client.until("<iq type='result' id='r2'/>");
      client.send(WireClient.plain("tybalt", "ratcatcher"));
      client.until("<success");
    }
  }

  @Test
  void aTakenNameIsAConflict() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.openStream();

      client.send(register("romeo", "mine"));

      assertTrue(client.until("</iq>").contains("<conflict "));
    }
  }

  private static String register(String username, String password) {
    return "<iq type='set' id='r2'><query xmlns='jabber:iq:register'><username>%s</username><password>%s</password></query></iq>"
        .formatted(username, password);
  }

  // ---- bind

  @Test
  void aResourceIsMadeForAClientThatNamesNone() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.logIn("romeo");

      client.send("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");

      assertTrue(client.until("</iq>").matches(".*<jid>romeo@localhost/[\\w-]{12}</jid>.*"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0007b", "\uFDD0"})
  void aResourceThatCannotBeIsABadRequest(String resource) throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.logIn("romeo");

      client.send(
          "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>"
              + resource
              + "</resource></bind></iq>");

      var answer = client.until(">");
      assertTrue(answer.startsWith("<stream:error") || answer.startsWith("<iq"), answer);
    }
  }

  @Test
  void stanzasBeforeBindEndTheStream() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.logIn("romeo");

      client.send("<message to='juliet@localhost'/>");

      assertTrue(client.until("</stream:stream>").contains("<not-authorized "));
    }
  }

  @Test
  void streamManagementBeforeBindFailsAndNothingElseDoes() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.logIn("romeo");

      client.send("<enable xmlns='urn:xmpp:sm:3'/>");

      assertTrue(client.until("</failed>").contains("<unexpected-request "));
      assertTrue(client.bind("x").contains("romeo@localhost/x"));
    }
  }

  @Test
  void stanzasSentRightBehindTheBindAreTakenInOrder() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.logIn("romeo");

      client.send(
          "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"
              + "<message id='1'/><message id='2'/>");

      client.until("</iq>");
      assertTrue(client.until("/>").contains("id='1'"));
      assertTrue(client.until("/>").contains("id='2'"));
    }
  }
}
