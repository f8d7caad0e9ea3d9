package im.balcony.edge.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.listen.WireClient;
import im.balcony.edge.script.WholeNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stopwatch at a socket of a whole server does not tell who has an account (A10): a login with a
 * wrong password and one with a name that does not exist, in turn and in random order, end alike
 * and after the same time.
 *
 * <p>How far two sets of times are apart is the share of pairs in which one is slower ({@link
 * Advantage}): no unit, no trust in a mean, and the same on a fast machine and a busy one.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // JUnit makes them before the tests
final class LoginTimesOverSocketsTest {
  private static final int NAMES = 200;

  /** Pairs before the measured ones: nobody knows yet how long a look-up takes. */
  private static final int FIRST_PAIRS = 30;

  /** Five times what chance does with so many names. */
  private static final double SHARE_TOLERANCE = 0.15;

  private static final String CHALLENGE = "</challenge>";
  private static final String FAILURE = "</failure>";

  private final Random random = new Random();
  private WholeNode node;

  /** Nobody is stopped for failing too often, and no machine is too busy for equal times. */
  private static List<String> settings() {
    return List.of(
        "balcony.edge.c2s.login.backoff.free-failures-per-account=1000000",
        "balcony.edge.c2s.login.backoff.free-failures-per-address=1000000",
        "balcony.edge.c2s.login.lookup-wait-millis-max=3000");
  }

  /** One login that fails: what it is answered, after how long. */
  @FunctionalInterface
  private interface Login {
    long nanos(String user) throws IOException;
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    try (var before = WholeNode.start(folder.resolve("data"), settings())) {
      before.createAccounts(
          IntStream.range(0, NAMES + FIRST_PAIRS).mapToObj(n -> known(n) + "@a.example").toList(),
          "montague");
    }
    // so that no account is in memory
    node = WholeNode.start(folder.resolve("data"), settings());
    for (var n = NAMES; n < NAMES + FIRST_PAIRS; n++) {
      challenged(known(n));
      challenged("first" + n);
    }
  }

  @AfterAll
  void stop() {
    node.close();
  }

  @Test
  @Order(1)
  void namesThatNobodyHasUsedSinceTheStart() throws IOException {
    requireEqualTimes(this::challenged, "unused");
  }

  @Test
  @Order(2)
  void namesInUseAndOnesThatAreAskedForTheFirstTime() throws IOException {
    requireEqualTimes(this::challenged, "new");
  }

  @Test
  @Order(3)
  void namesThatWereAskedForBefore() throws IOException {
    requireEqualTimes(this::challenged, "new");
  }

  @Test
  @Order(4)
  void wrongPasswordsAndNamesThatAreAskedForTheFirstTime() throws IOException {
    requireEqualTimes(this::refused, "fresh");
  }

  private void requireEqualTimes(Login login, String unknown) throws IOException {
    var existing = new long[NAMES];
    var missing = new long[NAMES];
    for (var n = 0; n < NAMES; n++) {
      if (random.nextBoolean()) {
        existing[n] = login.nanos(known(n));
        missing[n] = login.nanos(unknown + n);
      } else {
        missing[n] = login.nanos(unknown + n);
        existing[n] = login.nanos(known(n));
      }
    }
    var told = Advantage.of(missing, existing);
    assertEquals(0.5, told.slowerShare(), SHARE_TOLERANCE, told::toString);
  }

  private static String known(int number) {
    return "known" + number;
  }

  /** The salt comes, of an account or made up (RFC 5802 5.1). */
  private long challenged(String user) throws IOException {
    var first = WireClient.base64("n,,n=%s,r=fyko+d2lbbFgONRv9qkxdawL".formatted(user));
    return nanos(
        "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-256'>%s</auth>"
            .formatted(first),
        CHALLENGE);
  }

  private long refused(String user) throws IOException {
    return nanos(WireClient.plain(user, "wrong"), FAILURE);
  }

  private long nanos(String login, String end) throws IOException {
    try (var client = WireClient.tcp(node.c2s().getPort())) {
      client.openStream("a.example");
      var began = System.nanoTime();
      client.send(login);
      var answer = client.until(end);
      var nanos = System.nanoTime() - began;
      assertTrue(end.equals(CHALLENGE) || answer.contains("<not-authorized/>"), answer);
      return nanos;
    }
  }
}
