package im.balcony.edge.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.user.UserCommand;
import im.balcony.edge.listen.EdgeUnderTest;
import im.balcony.edge.listen.WireClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0388 and XEP-0386 over TLS: one exchange from the features to the session. */
class Sasl2LoginTest {
  private static final String NS = "xmlns='urn:xmpp:sasl:2'";
  private static final String AGENT =
      "<user-agent id='d4565fa7-4d72-4749-b3d3-740edbf87770'><software>Test</software></user-agent>";
  private static final String BIND = "<bind xmlns='urn:xmpp:bind:0'><tag>Test</tag>%s</bind>";
  private static EdgeUnderTest edge;

  @BeforeAll
  static void start(@TempDir Path folder) {
    edge =
        new EdgeUnderTest(
            folder,
            "balcony.edge.c2s { tls = optional }",
            "balcony.edge.c2s.login { failures-max = 3, backoff.free-failures-per-account = 50 }");
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  // ---- what is offered

  @Test
  void itIsOfferedBesideTheOldProfileOverTlsOnly() throws Exception {
    try (var client = connect()) {
      var features = client.openStream();
      assertTrue(
          features.contains(
              "<authentication %s><mechanism>SCRAM-SHA-256-PLUS</mechanism>".formatted(NS)),
          features);
      assertTrue(features.contains("<inline><bind xmlns='urn:xmpp:bind:0'><inline><feature var="));
      assertTrue(features.contains("<sm xmlns='urn:xmpp:sm:3'/><fast xmlns='urn:xmpp:fast:0'>"));
      assertEquals(
          1, Pattern.compile("<sasl-channel-binding ").matcher(features).results().count());
    }
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      assertFalse(client.openStream().contains("urn:xmpp:sasl:2"));

      client.send(WireClient.authenticate("PLAIN", "\0romeo\0" + EdgeUnderTest.PASSWORD, ""));

      assertTrue(client.until("</failure>").contains("<encryption-required "));
    }
  }

  @Test
  void itComesAfterStartTls() throws Exception {
    try (var client = WireClient.tcp(edge.port("c2s"))) {
      client.openStream();
      client.send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
      client.until("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
      client.startTls();
      client.openStream();

      var success = client.plain2("romeo", EdgeUnderTest.PASSWORD, BIND.formatted(""));

      assertTrue(success.contains("<bound "), success);
    }
  }

  @Test
  void largeStanzasMayFollowTheLogin() throws Exception {
    try (var client = connect()) {
      client.openStream();
      client.plain2("romeo", EdgeUnderTest.PASSWORD, BIND.formatted(""));
      var large = "x".repeat(50_000);

      client.send("<message><body>" + large + "</body></message>");

      client.until("<body>" + large + "</body>");
    }
  }

  @Test
  void aStreamFromAnotherDomainIsRefused() throws Exception {
    try (var client = connect()) {
      client.send(WireClient.header("localhost").replace(" to=", " from='romeo@b.example' to="));

      assertTrue(client.until("</stream:stream>").contains("<invalid-from "));
    }
  }

  // ---- logging in

  @ParameterizedTest
  @CsvSource({
    "SCRAM-SHA-256-PLUS, tls-server-end-point",
    "SCRAM-SHA-1-PLUS, tls-server-end-point",
    "SCRAM-SHA-256, ''",
    "SCRAM-SHA-1, ''"
  })
  void anExchangeOfScramEndsWithFeaturesAndNoNewStream(String mechanism, String binding)
      throws Exception {
    try (var client = connect()) {
      client.openStreamFrom("romeo@localhost");

      var success = client.scram2(mechanism, "romeo", EdgeUnderTest.PASSWORD, binding, AGENT);

      assertTrue(success.startsWith("<success %s><additional-data>".formatted(NS)), success);
      assertTrue(
          success.endsWith(
              "<authorization-identifier>romeo@localhost</authorization-identifier></success>"));
      var features = client.until("</stream:features>");
      assertTrue(features.startsWith("<stream:features><bind "), features);
      assertTrue(client.bind("phone").contains("<jid>romeo@localhost/phone</jid>"));
    }
  }

  @Test
  void theListOfThisProfileIsProtected() throws Exception {
    try (var client = connect()) {
      client.openStream();

      client.scram2("SCRAM-SHA-256", "romeo", EdgeUnderTest.PASSWORD, "", "");

      var offered =
          "PLAIN\u001eSCRAM-SHA-1\u001eSCRAM-SHA-1-PLUS\u001eSCRAM-SHA-256\u001eSCRAM-SHA-256-PLUS";
      var bindings =
          client.serverFirst().contains(",h=" + hash(offered + "\u001ftls-server-end-point"))
              || client
                  .serverFirst()
                  .contains(",h=" + hash(offered + "\u001ftls-exporter\u001etls-server-end-point"));
      assertTrue(bindings, client.serverFirst());
    }
  }

  private static String hash(String text) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(digest);
  }

  @Test
  void aLoginCanComeInTwoSteps() throws Exception {
    try (var client = connect()) {
      client.openStream();
      client.send("<authenticate %s mechanism='PLAIN'/>".formatted(NS));
      client.until("<challenge %s/>".formatted(NS));

      client.send(
          "<response %s>%s</response>"
              .formatted(NS, WireClient.base64("\0romeo\0" + EdgeUnderTest.PASSWORD)));

      client.until("<success ");
    }
  }

  // ---- failures

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "invalid-mechanism | <authenticate @ mechanism='DIGEST-MD5'/>",
        "invalid-mechanism | <authenticate @/>",
        "incorrect-encoding | <authenticate @ mechanism='PLAIN'><initial-response>=</initial-response></authenticate>",
        "malformed-request | <authenticate @ mechanism='PLAIN'><initial-response/></authenticate>",
        "not-authorized | <authenticate @ mechanism='PLAIN'><initial-response>AHJvbWVvAHdyb25n</initial-response></authenticate>",
        "aborted | <authenticate @ mechanism='PLAIN'/><abort @/>",
      })
  void aBadLoginGetsItsConditionAndAnotherTry(String condition, String elements) throws Exception {
    try (var client = connect()) {
      client.openStream();

      client.send(elements.replace("@", NS));

      var failure = client.until("</failure>");
      assertTrue(
          failure.contains("<%s xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>".formatted(condition)),
          failure);
      assertTrue(client.plain2("romeo", EdgeUnderTest.PASSWORD, "").contains("<success "));
    }
  }

  @Test
  void nothingThatWasAskedForIsDoneAfterAFailure() throws Exception {
    try (var client = connect()) {
      client.openStream();

      assertTrue(
          client.plain2("juliet", "wrong", AGENT + BIND.formatted("")).contains("not-authorized"));

      assertFalse(edge.told().stream().anyMatch(Sasl2LoginTest::isOfJuliet));
    }
  }

  private static boolean isOfJuliet(UserCommand command) {
    return command instanceof UserCommand.RegisterSession register
        && "juliet".equals(register.fullJid().local());
  }

  @Test
  void whoLogsInIsWhomTheStreamIsFrom() throws Exception {
    try (var client = connect()) {
      client.openStreamFrom("juliet@localhost");

      assertTrue(client.plain2("romeo", EdgeUnderTest.PASSWORD, "").contains("<invalid-authzid "));
    }
  }

  @Test
  void afterTooManyFailuresTheStreamEnds() throws Exception {
    try (var client = connect()) {
      client.openStream();
      for (int i = 0; i < 3; i++) {
        client.plain2("romeo", "wrong", "");
      }

      assertTrue(client.until("</stream:stream>").contains("<policy-violation "));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<message to='juliet@localhost'/>",
        "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'/>",
        "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='PLAIN'/>",
        "<success xmlns='urn:xmpp:sasl:2'/>",
        "<iq type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>"
      })
  void nothingElseMayComeDuringALogin(String element) throws Exception {
    try (var client = connect()) {
      client.openStream();

      client.send("<authenticate %s mechanism='SCRAM-SHA-256'/>".formatted(NS) + element);

      client.until("<challenge");
      assertTrue(client.until("</stream:stream>").contains("<policy-violation "));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", "\t\r\n"})
  void whiteSpaceDuringALoginEndsTheStream(String space) throws Exception {
    try (var client = connect()) {
      client.openStream();

      client.send("<authenticate %s mechanism='SCRAM-SHA-256'/>".formatted(NS) + space);

      client.until("<challenge");
      assertTrue(client.until("</stream:stream>").contains("<policy-violation "));
    }
  }

  @Test
  void whiteSpaceBeforeAndAfterALoginIsLetPass() throws Exception {
    try (var client = connect()) {
      client.openStream();
      client.send(" \n");
      assertTrue(client.plain2("romeo", "wrong", "").contains("<not-authorized "));
      client.send("\n");
      assertTrue(client.plain2("romeo", EdgeUnderTest.PASSWORD, "").contains("<success "));
      client.until("</stream:features>");

      client.send(" \n");

      assertTrue(client.bind("phone").contains("<jid>romeo@localhost/phone</jid>"));
    }
  }

  @Test
  void anAnswerToNoQuestionEndsTheStream() throws Exception {
    try (var client = connect()) {
      client.openStream();

      client.send("<response %s/>".formatted(NS));

      assertTrue(client.until("</stream:stream>").contains("<policy-violation "));
    }
  }

  @Test
  void nobodyLogsInTwice() throws Exception {
    try (var client = connect()) {
      client.openStream();
      client.plain2("romeo", EdgeUnderTest.PASSWORD, "");
      client.until("</stream:features>");

      client.send(WireClient.authenticate("PLAIN", "\0romeo\0" + EdgeUnderTest.PASSWORD, ""));

      assertTrue(client.until("</stream:stream>").contains("<stream:error>"));
    }
  }

  // ---- XEP-0386

  @Test
  void aSessionBeginsWithTheLogin() throws Exception {
    try (var client = connect()) {
      client.openStream();
      var wanted =
          "<enable xmlns='urn:xmpp:sm:3' resume='true'/><enable xmlns='urn:xmpp:carbons:2'/>";

      var success = client.plain2("romeo", EdgeUnderTest.PASSWORD, AGENT + BIND.formatted(wanted));

      assertTrue(
          success.matches(
              ".*<authorization-identifier>romeo@localhost/Test/[\\w-]{12}</authorization-identifier>"
                  + "<bound xmlns='urn:xmpp:bind:0'><enabled xmlns='urn:xmpp:sm:3' .*/></bound></success>"),
          success);
      var features = client.until("</stream:features>");
      assertFalse(features.contains("<bind "), features);
      assertFalse(features.contains("<sm "), "what is enabled is not offered: " + features);
      client.send("<message id='1'/><r xmlns='urn:xmpp:sm:3'/>");
      client.until("<message xmlns='jabber:client' id='1' ");
      client.until("<a xmlns='urn:xmpp:sm:3' h='1'/>");
      var registered = registrations().reduce((one, other) -> other).orElseThrow();
      assertTrue(registered.memory().carbons());
      assertTrue(registered.memory().archiveUsed());
      assertTrue(registered.origin().isSynchronizing());
    }
  }

  private static java.util.stream.Stream<UserCommand.RegisterSession> registrations() {
    return edge.told().stream()
        .filter(UserCommand.RegisterSession.class::isInstance)
        .map(UserCommand.RegisterSession.class::cast);
  }

  @Test
  void aClientKeepsItsAddressAndItsIdStaysUnknown() throws Exception {
    var first = addressOf(AGENT + BIND.formatted(""));

    assertEquals(first, addressOf(AGENT + BIND.formatted("")));
    assertNotEquals(first, addressOf(AGENT + BIND.formatted("").replace("Test", "Other")));
    assertNotEquals(first, addressOf(AGENT.replace("87770", "87771") + BIND.formatted("")));
    assertNotEquals(addressOf(BIND.formatted("")), addressOf(BIND.formatted("")));
    assertFalse(first.contains("d4565fa7"));
  }

  @Test
  void aTagThatCannotBeInAnAddressIsLeftOut() throws Exception {
    var tag = BIND.formatted("").replace("Test", "x".repeat(ResourceNames.TAG_CHARS_MAX + 1));

    assertTrue(addressOf(AGENT + tag).matches("romeo@localhost/[\\w-]{12}"));
  }

  private static String addressOf(String inline) throws Exception {
    try (var client = connect()) {
      client.openStream();
      var success = client.plain2("romeo", EdgeUnderTest.PASSWORD, inline);
      return success.replaceAll(".*<authorization-identifier>(.*)</authorization-id.*", "$1");
    }
  }

  // ---- XEP-0198 along with the login

  @Test
  void anEarlierSessionGoesOnAndTheBindIsIgnored() throws Exception {
    String id;
    try (var client = connect()) {
      client.openStream();
      var success =
          client.plain2(
              "romeo",
              EdgeUnderTest.PASSWORD,
              AGENT + BIND.formatted("<enable xmlns='urn:xmpp:sm:3' resume='true'/>"));
      id = success.replaceAll(".* id='([^']*)'.*", "$1");
      client.until("</stream:features>");
      client.send("<message id='1'/>");
      client.until("<message xmlns='jabber:client' id='1' ");
    }
    long before = registrations().count();
    try (var client = connect()) {
      client.openStream();

      var success =
          client.plain2(
              "romeo", EdgeUnderTest.PASSWORD, AGENT + resume(id, 0) + BIND.formatted(""));

      assertTrue(
          success.endsWith(
              "<authorization-identifier>romeo@localhost</authorization-identifier>"
                  + "<resumed xmlns='urn:xmpp:sm:3' previd='%s' h='1'/></success>".formatted(id)),
          success);
      assertTrue(client.until("/>").startsWith("<message "), "no features");
      assertEquals(before, registrations().count());
    }
  }

  @Test
  void withoutAnEarlierSessionANewOneBegins() throws Exception {
    try (var client = connect()) {
      client.openStream();

      var success =
          client.plain2(
              "romeo", EdgeUnderTest.PASSWORD, AGENT + resume("gone", 3) + BIND.formatted(""));

      assertTrue(
          success.matches(
              ".*/Test/[\\w-]{12}</authorization-identifier><failed xmlns='urn:xmpp:sm:3'><item-not-found"
                  + " [^>]*/></failed><bound xmlns='urn:xmpp:bind:0'/></success>"),
          success);
      assertTrue(client.until("</stream:features>").contains("<sm "), "it can be enabled later");
    }
  }

  private static String resume(String id, int h) {
    return "<resume xmlns='urn:xmpp:sm:3' previd='%s' h='%d'/>".formatted(id, h);
  }

  private static WireClient connect() throws Exception {
    return WireClient.tls(edge.port("c2s-tls"));
  }
}
