package im.balcony.edge.s2s;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.settings.S2sSettings.RouteTls;
import im.balcony.edge.tls.TestAuthority;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaError.Condition;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two whole edges that talk to each other (RFC 6120, XEP-0178, XEP-0198, XEP-0220, XEP-0368). */
class ServerStreamsTest {
  private static final String A = "a.example";
  private static final String B = "b.example";
  private static final String CERTIFICATES_ONLY = "balcony.edge.s2s.certificates = required";

  @TempDir Path folder;

  private static <T> T get(Future<T> future) throws Exception {
    return future.get(ServerUnderTest.WAIT_SECONDS_MAX, SECONDS);
  }

  private static Condition refusal(Future<Optional<StanzaError>> outcome) throws Exception {
    return get(outcome).orElseThrow().condition();
  }

  @Test
  void certificatesProveBothSidesAndOrderIsKept() throws Exception {
    var authority = TestAuthority.in(folder, "authority");
    try (var a = ServerUnderTest.certified(folder, A, authority.issue("a", A), CERTIFICATES_ONLY);
        var b = ServerUnderTest.certified(folder, B, authority.issue("b", B), CERTIFICATES_ONLY)) {
      a.knows(B, b);
      b.knows(A, b.port("s2s"), RouteTls.STARTTLS); // nobody needs to ask A for a key
      var outcomes = new ArrayList<CompletableFuture<Optional<StanzaError>>>();
      for (int i = 0; i < 200; i++) {
        outcomes.add(a.send(A, B, "m" + i));
      }
      for (int i = 0; i < 200; i++) {
        var stanza = b.arrival();
        assertEquals("m" + i, stanza.id());
        assertEquals("romeo@a.example/balcony", String.valueOf(stanza.from()));
        assertEquals("jabber:client", stanza.element().namespace());
      }
      for (var outcome : outcomes) {
        assertEquals(Optional.empty(), get(outcome));
      }
    }
  }

  @Test
  void dialbackProvesThoseWithoutGoodCertificatesBothWays() throws Exception {
    try (var a = new ServerUnderTest(folder, A);
        var b = new ServerUnderTest(folder, B)) {
      a.knows(B, b).knows("conference." + B, b);
      b.knows(A, a);
      assertEquals(Optional.empty(), get(a.send(A, B, "1")));
      assertEquals("1", b.arrival().id());
      assertEquals(Optional.empty(), get(b.send("conference." + B, A, "2")));
      assertEquals("romeo@conference.b.example/balcony", String.valueOf(a.arrival().from()));
    }
  }

  @Test
  void aStreamMayBeginWithTls() throws Exception {
    var authority = TestAuthority.in(folder, "authority");
    try (var a = ServerUnderTest.certified(folder, A, authority.issue("a", A), CERTIFICATES_ONLY);
        var b = ServerUnderTest.certified(folder, B, authority.issue("b", B), CERTIFICATES_ONLY)) {
      a.knows(B, b.port("s2s-tls"), RouteTls.DIRECT);
      assertEquals(Optional.empty(), get(a.send(A, B, "1")));
      assertEquals("1", b.arrival().id());
    }
  }

  @Test
  void aCertificateOfAnotherDomainIsNotEnough() throws Exception {
    var authority = TestAuthority.in(folder, "authority");
    try (var a =
            ServerUnderTest.certified(
                folder, A, authority.issue("a", "evil.example"), CERTIFICATES_ONLY);
        var b = ServerUnderTest.certified(folder, B, authority.issue("b", B), CERTIFICATES_ONLY)) {
      a.knows(B, b);
      b.knows(A, a);
      assertEquals(Condition.REMOTE_SERVER_TIMEOUT, refusal(a.send(A, B, "1")), "B refuses A");
      assertEquals(Condition.REMOTE_SERVER_NOT_FOUND, refusal(b.send(B, A, "2")), "A is not A");
      assertFalse(a.hasArrivals() || b.hasArrivals());
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityIsNotEnough() throws Exception {
    var one = TestAuthority.in(folder.resolve("one"), "one");
    var other = TestAuthority.in(folder.resolve("other"), "other");
    try (var a = ServerUnderTest.certified(folder, A, one.issue("a", A), CERTIFICATES_ONLY);
        var b = ServerUnderTest.certified(folder, B, other.issue("b", B))) {
      a.knows(B, b);
      b.knows(A, a);
      assertEquals(Condition.REMOTE_SERVER_NOT_FOUND, refusal(a.send(A, B, "1")));
      assertEquals(Condition.REMOTE_SERVER_TIMEOUT, refusal(b.send(B, A, "2")));
      assertFalse(a.hasArrivals() || b.hasArrivals());
    }
  }

  @Test
  void whereStreamsAreManagedSentMeansSettledThere() throws Exception {
    var authority = TestAuthority.in(folder, "authority");
    try (var a = ServerUnderTest.certified(folder, A, authority.issue("a", A));
        var b = ServerUnderTest.certified(folder, B, authority.issue("b", B))) {
      a.knows(B, b);
      var settled = List.of(new CompletableFuture<Void>(), new CompletableFuture<Void>());
      b.settles(stanza -> settled.get("1".equals(stanza.id()) ? 0 : 1));
      var first = a.send(A, B, "1");
      var second = a.send(A, B, "2");
      b.arrival();
      b.arrival();
      settled.get(1).complete(null);
      assertFalse(first.isDone() || second.isDone(), "the second counts only after the first");
      settled.get(0).complete(null);
      assertEquals(Optional.empty(), get(first));
      assertEquals(Optional.empty(), get(second));
    }
  }

  @Test
  void whatTheOtherSideLosesIsNotSaidToBeSent() throws Exception {
    var authority = TestAuthority.in(folder, "authority");
    try (var a = ServerUnderTest.certified(folder, A, authority.issue("a", A));
        var b = ServerUnderTest.certified(folder, B, authority.issue("b", B))) {
      a.knows(B, b);
      b.settles(stanza -> CompletableFuture.failedFuture(new IllegalStateException("no journal")));
      assertEquals(Condition.REMOTE_SERVER_TIMEOUT, refusal(a.send(A, B, "1")));
      b.settles(stanza -> CompletableFuture.completedFuture(null));
      assertEquals(Optional.empty(), get(a.send(A, B, "2")), "on a new stream");
    }
  }

  @Test
  void whatABidirectionalStreamHasProvedComesBackOnIt() throws Exception {
    var authority = TestAuthority.in(folder, "authority");
    try (var a = ServerUnderTest.certified(folder, A, authority.issue("a", A), CERTIFICATES_ONLY);
        var b = ServerUnderTest.certified(folder, B, authority.issue("b", B), CERTIFICATES_ONLY)) {
      a.knows(B, b); // and B would find nobody
      assertEquals(Optional.empty(), get(a.send(A, B, "1")));
      b.arrival();
      for (int i = 2; i < 50; i++) {
        assertEquals(Optional.empty(), get(b.send(B, A, String.valueOf(i))));
        assertEquals(String.valueOf(i), a.arrival().id());
      }
      assertEquals(
          Condition.REMOTE_SERVER_NOT_FOUND,
          refusal(b.send("conference." + B, A, "other")),
          "the stream is for one of our domains");
    }
  }

  @Test
  void aKeyIsGoodForBothDirectionsOfItsPair() throws Exception {
    try (var a = new ServerUnderTest(folder, A);
        var b = new ServerUnderTest(folder, B)) {
      a.knows(B, b);
      b.knows(A, a);
      assertEquals(Optional.empty(), get(a.send(A, B, "1")));
      b.arrival();
      b.forgets(A);
      assertEquals(Optional.empty(), get(b.send(B, A, "2")));
      assertEquals("2", a.arrival().id());
      assertEquals(Condition.REMOTE_SERVER_NOT_FOUND, refusal(b.send("conference." + B, A, "3")));
    }
  }

  @Test
  void whoIsNotThereIsNotFoundAndWhoDoesNotAnswerTimesOut() throws Exception {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    try (var a = new ServerUnderTest(folder, A)) {
      a.knows("down.example", closed, RouteTls.STARTTLS);
      assertEquals(Condition.REMOTE_SERVER_NOT_FOUND, refusal(a.send(A, "none.example", "1")));
      assertEquals(Condition.REMOTE_SERVER_TIMEOUT, refusal(a.send(A, "down.example", "2")));
      assertEquals(
          Condition.REMOTE_SERVER_NOT_FOUND,
          refusal(a.send(A, "none.example", "3")),
          "told at once while nobody tries");
    }
  }

  @Test
  void theNextAddressIsTriedWhenOneFails() throws Exception {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    try (var a = new ServerUnderTest(folder, A);
        var b = new ServerUnderTest(folder, B)) {
      a.knows(B, closed, RouteTls.STARTTLS).knows(B, a).knows(B, b);
      b.knows(A, a);
      assertEquals(Optional.empty(), get(a.send(A, B, "1")));
      assertEquals("1", b.arrival().id());
    }
  }

  @Test
  void aSilentServerHoldsABoundedQueueForABoundedTime() throws Exception {
    try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var a =
            new ServerUnderTest(
                folder,
                A,
                "balcony.edge.s2s.outbound { queue-stanzas-max = 3, negotiation-seconds-max = 2"
                    + " }")) {
      a.knows(B, silent.getLocalPort(), RouteTls.STARTTLS);
      var waiting = List.of(a.send(A, B, "1"), a.send(A, B, "2"), a.send(A, B, "3"));
      assertEquals(Condition.RESOURCE_CONSTRAINT, refusal(a.send(A, B, "4")));
      for (var each : waiting) {
        assertEquals(Condition.REMOTE_SERVER_TIMEOUT, refusal(each));
      }
    }
  }

  @Test
  void bytesThatWaitAreBoundedToo() throws Exception {
    try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var a =
            new ServerUnderTest(
                folder,
                A,
                "balcony.edge.s2s.outbound { queue-bytes-max = 250, queue-seconds-max = 2 }")) {
      a.knows(B, silent.getLocalPort(), RouteTls.STARTTLS);
      var first = a.send(A, B, "1");
      var second = a.send(A, B, "2");
      assertEquals(Condition.RESOURCE_CONSTRAINT, refusal(a.send(A, B, "3")));
      assertEquals(Condition.REMOTE_SERVER_TIMEOUT, refusal(first), "queue-seconds-max");
      assertEquals(Condition.REMOTE_SERVER_TIMEOUT, refusal(second));
    }
  }

  @Test
  void theNumberOfLinksIsBounded() throws Exception {
    try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var a = new ServerUnderTest(folder, A, "balcony.edge.s2s.outbound.links-max = 1")) {
      a.knows(B, silent.getLocalPort(), RouteTls.STARTTLS);
      var first = a.send(A, B, "1");
      assertEquals(Condition.RESOURCE_CONSTRAINT, refusal(a.send(A, "c.example", "2")));
      assertFalse(first.isDone());
    }
  }

  @Test
  void listsSayWhoIsTalkedTo() throws Exception {
    try (var a =
            new ServerUnderTest(
                folder, A, "balcony.edge.s2s { allow = [example], deny = [evil.example] }");
        var evil = new ServerUnderTest(folder, "conference.evil.example")) {
      assertTrue(a.mayReach(B));
      assertFalse(a.mayReach("evil.example"));
      assertFalse(a.mayReach("conference.evil.example"), "what lies below a denied domain");
      assertFalse(a.mayReach("b.test"), "not on the list of those allowed");
      assertFalse(a.mayReach(A), "our own");
      assertEquals(Condition.NOT_ALLOWED, refusal(a.send(A, "evil.example", "1")));
      assertEquals(Condition.NOT_ALLOWED, refusal(a.send("other.example", B, "2")), "not ours");
      evil.knows(A, a);
      a.knows("conference.evil.example", evil);
      assertEquals(
          Condition.REMOTE_SERVER_TIMEOUT,
          refusal(evil.send("conference.evil.example", A, "3")),
          "refused by the other side");
      assertFalse(a.hasArrivals());
    }
  }

  @Test
  void aServerThatIsStoppedAndStartedIsReachedAgain() throws Exception {
    try (var a =
        new ServerUnderTest(folder, A, "balcony.edge.s2s.outbound { backoff-seconds-first = 1 }")) {
      int port;
      try (var b = new ServerUnderTest(folder, B)) {
        port = b.port("s2s");
        a.knows(B, b);
        b.knows(A, a);
        assertEquals(Optional.empty(), get(a.send(A, B, "1")));
        b.arrival();
      }
      assertEquals(Condition.REMOTE_SERVER_TIMEOUT, refusal(a.send(A, B, "2")));
      try (var again = new ServerUnderTest(folder, B, "balcony.edge.s2s.port = " + port)) {
        again.knows(A, a);
        for (int tries = 3; ; tries++) {
          if (get(a.send(A, B, String.valueOf(tries))).isEmpty()) {
            break;
          }
        }
        assertTrue(again.arrival().id() != null);
      }
    }
  }
}
