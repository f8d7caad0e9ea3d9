package im.balcony.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.actors.user.UserCommand;
import im.balcony.edge.listen.EdgeUnderTest;
import im.balcony.edge.listen.WireClient;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** XEP-0124 and XEP-0206 over real requests. */
@SuppressWarnings("NullAway.Init") // JUnit makes it before each test
class BoshTest {
  private static final String CLIENT = "jabber:client";
  private static final String STREAMS = "http://etherx.jabber.org/streams";
  private static final String HELD = "wait='10' hold='1' ver='1.11'";
  private static EdgeUnderTest edge;
  private static HttpClient http;

  private BoshClient client;

  @BeforeAll
  static void start(@TempDir Path folder) {
    edge =
        new EdgeUnderTest(
            folder,
            "balcony.edge.http.origins = [\"https://good.example\"]",
            "balcony.edge.http.bosh { inactivity-seconds-max = 2, wait-seconds-max = 3 }");
    http = HttpClient.newHttpClient();
  }

  @BeforeEach
  void connect() {
    client = new BoshClient(http, edge.port("http"));
  }

  @AfterAll
  static void stop() {
    edge.close();
  }

  @Test
  void aFirstAnswerHasTheTermsAndTheFeatures() throws Exception {
    var first = client.begin("wait='60' hold='5' ver='1.6' ack='1' xml:lang='en'");
    assertTrue(client.sid().length() > 20);
    assertEquals("3", first.attribute("wait"));
    assertEquals("2", first.attribute("hold"));
    assertEquals("3", first.attribute("requests"));
    assertEquals("2", first.attribute("inactivity"));
    assertEquals("2", first.attribute("polling"));
    assertEquals("120", first.attribute("maxpause"));
    assertEquals("" + client.rid(), first.attribute("ack"));
    assertEquals("localhost", first.attribute("from"));
    assertNotNull(first.attribute("authid"));
    assertEquals("1.0", first.attribute("{urn:xmpp:xbosh}version"));
    assertEquals("true", first.attribute("{urn:xmpp:xbosh}restartlogic"));
    var features = first.child("features", STREAMS).orElseThrow();
    assertTrue(features.toXml().contains("SCRAM-SHA-256<"), features.toXml());
    assertFalse(features.toXml().contains("PLUS"));
    assertFalse(features.toXml().contains("starttls"));
  }

  @Test
  void aClientLogsInChatsAndEnds() throws Exception {
    client.begin(HELD);
    var success = client.ask("", WireClient.plain("romeo", EdgeUnderTest.PASSWORD));
    assertEquals("success", success.elements().get(0).name());
    var restarted = client.ask("xmpp:restart='true' to='localhost'", "<message/>");
    assertTrue(restarted.toXml().contains("<bind "), restarted.toXml());
    var bound =
        client.ask(
            "", "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
    assertEquals("b", bound.child("iq", CLIENT).orElseThrow().attribute("id"));
    var echo = client.ask("", message("m1"));
    assertEquals("m1", echo.child("message", CLIENT).orElseThrow().attribute("id"));
    var end =
        client.ask("type='terminate'", "<presence xmlns='jabber:client' type='unavailable'/>");
    assertEquals("terminate", end.attribute("type"));
    assertNull(end.attribute("condition"));
    assertEquals("item-not-found", client.ask("", "").attribute("condition"));
  }

  @Test
  void aRequestWaitsUntilThereIsSomethingToSayOrAnotherOneWaits() throws Exception {
    client.logIn("romeo", HELD);
    var held = client.next("", "");
    var second = client.next("", message("m2"));
    var answers = BoshClient.body(held).toXml() + BoshClient.body(second).toXml();
    // the archive's id beside it is random and may hold the letters of a short id
    assertEquals(2, answers.split(" id=['\"]m2['\"]", -1).length, answers);
    var began = System.nanoTime();
    assertEquals(0, client.ask("", "").elements().size());
    assertTrue(System.nanoTime() - began > TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void requestsThatComeOutOfOrderAreTakenInOrder() throws Exception {
    client.logIn("romeo", HELD);
    var rid = client.rid();
    var later = client.at(rid + 2, "", message("second"));
    var earlier = client.at(rid + 1, "", message("first"));
    var answers = BoshClient.body(earlier).toXml() + BoshClient.body(later).toXml();
    client.saw(rid + 2);
    // with two waiting, the first one is answered at once, whether there is something to say or not
    while (!answers.contains("second")) {
      answers += client.ask("", "").toXml();
    }
    assertTrue(answers.indexOf("first") > 0, answers);
    assertTrue(answers.indexOf("second") > answers.indexOf("first"), answers);
  }

  @Test
  void aRequestThatIsSentAgainGetsTheSameAnswer() throws Exception {
    client.logIn("romeo", HELD);
    var answer = client.next("", message("m3")).get(5, TimeUnit.SECONDS).body();
    var again = client.at(client.rid(), "", message("m3")).get(5, TimeUnit.SECONDS).body();
    assertTrue(answer.contains("m3"));
    assertEquals(answer, again);
  }

  @Test
  void aWaitingRequestThatIsSentAgainIsAnsweredThere() throws Exception {
    client.logIn("romeo", HELD);
    var waiting = client.text(client.rid() + 1, "", "");
    try (var wire = WireClient.tcp(edge.port("http"))) {
      // on one connection, so that they come in this order
      wire.send(waiting + waiting);
      assertTrue(wire.until("/>").contains("type='error'"));
      wire.send(client.text(client.rid() + 2, "", message("m4")));
      assertTrue(wire.until("</message>").contains("m4"));
    }
  }

  @Test
  void requestsOutsideTheWindowEndTheSession() throws Exception {
    client.logIn("romeo", HELD);
    var far = client.at(client.rid() + 3, "", "");
    assertEquals("item-not-found", BoshClient.body(far).attribute("condition"));
    assertEquals("item-not-found", client.ask("", "").attribute("condition"));

    client.logIn("romeo", HELD);
    var old = client.at(client.rid() - 5, "", "");
    assertEquals("item-not-found", BoshClient.body(old).attribute("condition"));
  }

  @Test
  void aRequestWithTheWrongKeyEndsTheSession() throws Exception {
    client.begin(HELD + " newkey='ca393b51b682f61f98e7877d61146407f3d0a770'");
    // the example of XEP-0124 15: its third key hashes to the new one
    var wrong = client.ask("key='0000'", "");
    assertEquals("item-not-found", wrong.attribute("condition"));
    assertEquals("item-not-found", client.ask("", "").attribute("condition"));
  }

  @Test
  void whoPollsTooFastIsCutOff() throws Exception {
    client.logIn("romeo", "wait='0' hold='0' ver='1.11'");
    var answer = client.ask("", "");
    // what the login left to say may come first
    for (var polls = 1; answer.attribute("condition") == null && polls < 10; polls++) {
      answer = client.ask("", "");
    }
    assertEquals("policy-violation", answer.attribute("condition"));
  }

  @Test
  void anOldClientGetsHttpErrors() throws Exception {
    client.logIn("romeo", "wait='10' hold='1'");
    assertEquals(404, client.at(client.rid() + 9, "", "").get(5, TimeUnit.SECONDS).statusCode());
  }

  @Test
  void whoIsSilentForTooLongIsGone() throws Exception {
    client.logIn("romeo", HELD);
    var mine = told(UserCommand.RegisterSession.class).reduce((a, b) -> b).orElseThrow().session();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> told(UserCommand.EndSession.class).anyMatch(end -> end.session().equals(mine)));
    assertEquals("item-not-found", client.ask("", "").attribute("condition"));
  }

  private static <T> Stream<T> told(Class<T> kind) {
    return edge.told().stream().filter(kind::isInstance).map(kind::cast);
  }

  @Test
  void aPauseIsAnsweredAtOnceWithNothing() throws Exception {
    client.logIn("romeo", HELD);
    var held = client.next("", "");
    var pause = client.next("pause='100'", "");
    assertEquals(0, BoshClient.body(held).elements().size());
    assertEquals(0, BoshClient.body(pause).elements().size());
    assertTrue(client.ask("", message("back")).toXml().contains("back"));
  }

  @Test
  void anErrorOfTheStreamEndsTheSession() throws Exception {
    client.begin(HELD);
    var end = client.ask("", "<presence xmlns='jabber:client'/>");
    assertEquals("terminate", end.attribute("type"));
    assertEquals("remote-stream-error", end.attribute("condition"));
    assertTrue(end.child("error", STREAMS).orElseThrow().toXml().contains("not-authorized"));
  }

  @Test
  void firstRequestsNeedADomainThatIsServed() throws Exception {
    assertEquals("host-unknown", first("to='nowhere.example'"));
    assertEquals("improper-addressing", first(""));
    assertEquals("item-not-found", first("to='localhost' sid='guessed'"));
  }

  private String first(String attributes) throws Exception {
    var answer =
        client.post(
            "<body xmlns='http://jabber.org/protocol/httpbind' rid='7' %s/>".formatted(attributes));
    return String.valueOf(BoshClient.body(answer).attribute("condition"));
  }

  @Test
  void whatIsNoBodyIsRefusedAndEndsItsSession() throws Exception {
    for (var text :
        new String[] {"", "<body/>", "<!DOCTYPE body><body/>", "no xml", "<a>".repeat(5_000)}) {
      assertEquals("bad-request", BoshClient.body(client.post(text)).attribute("condition"), text);
    }
    client.logIn("romeo", HELD);
    var broken = client.at(client.rid() + 1, "", "<message><!-- comment --></message>");
    assertEquals("bad-request", BoshClient.body(broken).attribute("condition"));
    assertEquals("item-not-found", client.ask("", "").attribute("condition"));
  }

  @Test
  void aStrangerMaySendLessThanWhoHasLoggedIn() throws Exception {
    var large = message("big").replace("Hi", "x".repeat(50_000));
    client.begin(HELD);
    assertEquals("bad-request", client.ask("", large).attribute("condition"));
    client.logIn("romeo", HELD);
    assertTrue(client.ask("", large).toXml().length() > 50_000);
    var tooLarge = client.next("", large.replace("x", "xxxxxxxx")).get(5, TimeUnit.SECONDS);
    assertEquals(413, tooLarge.statusCode());
  }

  @Test
  void pagesOfSomeOriginsMayAsk() throws Exception {
    var asked =
        client.send("OPTIONS", "", "Origin", "https://good.example").get(5, TimeUnit.SECONDS);
    assertEquals(200, asked.statusCode());
    assertEquals(
        "https://good.example",
        asked.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    assertTrue(
        asked.headers().firstValue("Access-Control-Allow-Methods").orElse("").contains("POST"));
    var other = client.send("POST", "", "Origin", "https://b.example").get(5, TimeUnit.SECONDS);
    assertEquals(403, other.statusCode());
    assertEquals(405, client.send("GET", "").get(5, TimeUnit.SECONDS).statusCode());
  }

  private static String message(String id) {
    return "<message xmlns='jabber:client' id='%s'><body>Hi</body></message>".formatted(id);
  }
}
