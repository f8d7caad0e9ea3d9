package im.balcony.edge.s2s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.listen.WireClient;
import im.balcony.protocol.xep.dialback.DialbackKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HARDENING A12 and A14: a peer, byte for byte, that is not who it says it is. */
class HostileServersTest {
  private static final String A = "a.example";
  private static final String B = "b.example";
  private static final Pattern ID = Pattern.compile(" id='([^']+)'");
  private static final String MESSAGE =
      "<message from='romeo@%s' to='juliet@%s' id='m'><body>Hi</body></message>";

  @TempDir Path folder;

  private ServerUnderTest a;
  private ServerUnderTest b;
  private String streamId = "";

  @BeforeEach
  void twoServers() {
    a = new ServerUnderTest(folder, A, "balcony.edge.s2s.inbound.failures-max = 3");
    b = new ServerUnderTest(folder, B);
    a.knows(B, b);
    b.knows(A, a);
  }

  @AfterEach
  void stop() {
    a.close();
    b.close();
  }

  private static String header(String from, String to) {
    return "<?xml version='1.0'?><stream:stream from='%s' to='%s' version='1.0' xmlns='jabber:server'"
            .formatted(from, to)
        + " xmlns:db='jabber:server:dialback' xmlns:stream='http://etherx.jabber.org/streams'>";
  }

  /** A stream over TLS, as the server of this domain would open it. */
  private WireClient stream(String from) throws Exception {
    var peer = WireClient.tcp(a.port("s2s"));
    peer.send(header(from, A));
    assertTrue(peer.until("</stream:features>").contains("<required/>"));
    peer.send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>").until("<proceed");
    peer.until("/>");
    peer.startTls();
    peer.send(header(from, A));
    var opened = peer.until("</stream:features>");
    assertTrue(opened.contains("<dialback xmlns='urn:xmpp:features:dialback'"), opened);
    assertFalse(opened.contains("EXTERNAL"), "there is no certificate");
    var id = ID.matcher(opened);
    assertTrue(id.find());
    streamId = id.group(1);
    return peer;
  }

  private static String result(String from, String to, String key) {
    return "<db:result from='%s' to='%s'>%s</db:result>".formatted(from, to, key);
  }

  private String keyOfB() {
    return DialbackKeys.derivedFrom(ServerUnderTest.secretOf(B)).key(A, B, streamId);
  }

  /** As the server of B that it is not: but it has its secret here, so that B says yes. */
  private WireClient provedAsB() throws Exception {
    var peer = stream(B);
    peer.send(result(B, A, keyOfB()));
    assertTrue(peer.until("/>").contains("type='valid'"));
    return peer;
  }

  private static void endsWith(String condition, WireClient peer) throws IOException {
    var end = peer.until("</stream:stream>");
    assertTrue(end.contains("<" + condition + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'"), end);
  }

  @Test
  void aKeyOfTheDomainLetsItsStanzasIn() throws Exception {
    try (var peer = provedAsB()) {
      peer.send(MESSAGE.formatted(B, A));
      assertEquals("romeo@b.example", String.valueOf(a.arrival().from()));
    }
  }

  @Test
  void nothingIsSaidInClear() throws Exception {
    try (var peer = WireClient.tcp(a.port("s2s"))) {
      peer.send(header(B, A)).until("</stream:features>");
      peer.send(result(B, A, "00"));
      endsWith("policy-violation", peer);
    }
  }

  @Test
  void aForgedKeyIsRefusedByItsDomain() throws Exception {
    try (var peer = stream(B)) {
      peer.send(result(B, A, "00".repeat(32)) + MESSAGE.formatted(B, A));
      // The message came before the verdict: it ends the stream, and so does the verdict.
      endsWith("not-authorized", peer);
    }
    try (var peer = stream(B)) {
      peer.send(result(B, A, "00".repeat(32)));
      assertTrue(peer.until("</stream:stream>").contains("type='invalid'"));
    }
    assertFalse(a.hasArrivals());
  }

  @Test
  void aKeyOfAnotherStreamIsForged() throws Exception {
    stream(B).close();
    var old = keyOfB();
    try (var peer = stream(B)) {
      peer.send(result(B, A, old));
      assertTrue(peer.until("</stream:stream>").contains("type='invalid'"));
    }
  }

  @Test
  void anAnswerThatNobodyAskedForEndsTheStream() throws Exception {
    for (var answer :
        new String[] {
          "<db:result from='b.example' to='a.example' type='valid'/>",
          "<db:verify from='b.example' to='a.example' id='1' type='valid'/>"
        }) {
      try (var peer = stream(B)) {
        peer.send(answer);
        endsWith("invalid-from", peer);
      }
    }
  }

  @Test
  void aDomainThatHasNoServerCannotBeProved() throws Exception {
    try (var peer = stream("none.example")) {
      peer.send(result("none.example", A, "00"));
      var answer = peer.until("</db:result>");
      assertTrue(answer.contains("type='error'"), answer);
      assertTrue(answer.contains("remote-server-not-found"), answer);
    }
  }

  @Test
  void nobodyIsUs() throws Exception {
    for (var domain : new String[] {A, "conference.a.example", "A.Example"}) {
      try (var peer = WireClient.tcp(a.port("s2s"))) {
        peer.send(header(domain, A));
        endsWith("policy-violation", peer);
      }
    }
    try (var peer = provedAsB()) {
      peer.send(result(A, A, "00"));
      assertTrue(peer.until("</db:result>").contains("not-allowed"));
      peer.send(MESSAGE.formatted(A, A));
      endsWith("invalid-from", peer);
    }
  }

  @Test
  void oneProvedDomainIsNoOther() throws Exception {
    for (var wrong :
        new String[] {
          MESSAGE.formatted("evil.example", A),
          MESSAGE.formatted("conference.b.example", A),
          MESSAGE.formatted(B, "conference.a.example"), // a key is of a pair
          MESSAGE.formatted("b.example@evil.example", A)
        }) {
      try (var peer = provedAsB()) {
        peer.send(wrong);
        var end = peer.until("</stream:stream>");
        assertTrue(end.contains("invalid-from") || end.contains("improper-addressing"), end);
      }
    }
    assertFalse(a.hasArrivals());
  }

  @Test
  void stanzasNeedBothAddressesAndAHostThatIsOurs() throws Exception {
    for (var wrong :
        new String[] {
          "<message to='juliet@a.example'/>",
          "<message from='romeo@b.example'/>",
          "<message from='romeo@b.example' to='@'/>"
        }) {
      try (var peer = provedAsB()) {
        peer.send(wrong);
        endsWith("improper-addressing", peer);
      }
    }
    try (var peer = provedAsB()) {
      peer.send(MESSAGE.formatted(B, "c.example"));
      endsWith("host-unknown", peer);
    }
  }

  @Test
  void anotherDomainsKeyDoesNotEndAStreamThatIsGoodForOne() throws Exception {
    try (var peer = provedAsB()) {
      peer.send(result("conference.b.example", A, "00"));
      assertTrue(peer.until("</db:result>").contains("type='error'"));
      peer.send(MESSAGE.formatted(B, A));
      assertEquals("m", a.arrival().id());
    }
  }

  @Test
  void refusedProofsAreCounted() throws Exception {
    try (var peer = provedAsB()) {
      for (int i = 0; i < 3; i++) {
        peer.send(result("none.example", A, "00"));
      }
      endsWith("policy-violation", peer);
    }
  }

  @Test
  void theDomainItselfAnswersForItsKeysAlone() throws Exception {
    var ours = DialbackKeys.derivedFrom(ServerUnderTest.secretOf(A)).key(B, A, "s1");
    var verify = "<db:verify from='%s' to='%s' id='%s'>%s</db:verify>";
    try (var peer = stream(B)) {
      peer.send(verify.formatted(B, A, "s1", ours));
      assertTrue(peer.until("/>").contains("type='valid'"));
      peer.send(verify.formatted(B, A, "s2", ours));
      assertTrue(peer.until("/>").contains("type='invalid'"));
      peer.send(verify.formatted(B, A, "s1", "00"));
      assertTrue(peer.until("/>").contains("type='invalid'"));
      peer.send(verify.formatted(B, "c.example", "s1", ours));
      assertTrue(peer.until("</db:verify>").contains("item-not-found"));
      peer.send(MESSAGE.formatted(B, A));
      endsWith("not-authorized", peer);
    }
  }

  @Test
  void externalNeedsACertificate() throws Exception {
    try (var peer = stream(B)) {
      peer.send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='EXTERNAL'>=</auth>");
      assertTrue(peer.until("</failure>").contains("not-authorized"));
      peer.send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGEAYg==</auth>");
      assertTrue(peer.until("</failure>").contains("invalid-mechanism"));
    }
  }

  @Test
  void aHeaderThatIsWrongGetsItsError() throws Exception {
    String[][] headers = {
      {header(B, "c.example"), "host-unknown"},
      {header(B, A).replace(" to='a.example'", ""), "improper-addressing"},
      {header(B, A).replace("jabber:server'", "jabber:client'"), "invalid-namespace"},
      {header(B, A).replace(" version='1.0' xmlns=", " xmlns="), "unsupported-version"},
      {header("x@b.example", A), "invalid-from"},
      {header("*.b.example", A), "invalid-from"}
    };
    for (var each : headers) {
      try (var peer = WireClient.tcp(a.port("s2s"))) {
        peer.send(each[0]);
        endsWith(each[1], peer);
      }
    }
  }

  @Test
  void whatIsSaidBeforeTheProofIsBounded() throws Exception {
    try (var peer = stream(B)) {
      peer.send("<message><body>" + "x".repeat(20_000));
      endsWith("policy-violation", peer);
    }
  }

  @Test
  void aRequestThatIsWrongIsAnsweredAtItsServer() throws Exception {
    try (var peer = provedAsB()) {
      peer.send("<iq from='romeo@b.example/x' to='juliet@a.example' id='q' type='get'/>");
      var answer = b.arrival();
      assertEquals("q", answer.id());
      assertTrue(answer.isError());
      peer.send(MESSAGE.formatted(B, A));
      assertEquals("m", a.arrival().id());
    }
  }
}
