package im.balcony.edge.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import im.balcony.actors.start.Entities;
import im.balcony.config.NodeConfig;
import im.balcony.config.NodeRole;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.externalservices.ExternalService;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Logins of XEP-0215 at a real relay (HARDENING A21): Debian's coturn, started by each test.
 * Without it the tests fail.
 */
@Tag("interop")
class CoturnTest {
  private static final Duration START_MAX = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Process relay;
  private int port;

  @BeforeEach
  void startRelay() throws IOException {
    try (var free = new DatagramSocket()) {
      port = free.getLocalPort();
    }
    Files.writeString(folder.resolve("secret"), "north star\n");
    var settings =
        Files.writeString(
            folder.resolve("turnserver.conf"),
            """
            listening-ip=127.0.0.1
            relay-ip=127.0.0.1
            listening-port=%d
            realm=a.example
            use-auth-secret
            static-auth-secret=north star
            allow-loopback-peers
            no-tls
            no-dtls
            no-cli
            pidfile=%s
            userdb=%s
            log-file=stdout
            """
                .formatted(port, folder.resolve("pid"), folder.resolve("db")));
    relay =
        new ProcessBuilder("turnserver", "-c", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    var stun = new ExternalService("stun", "127.0.0.1", port, "udp", null);
    Awaitility.await()
        .atMost(START_MAX)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(
            () -> {
              assertTrue(relay.isAlive(), Files.readString(folder.resolve("log")));
              ServiceTrial.of(stun);
            });
  }

  @AfterEach
  void stopRelay() throws InterruptedException {
    relay.destroyForcibly().waitFor();
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void aLoginOfOursRelays(String transport) throws IOException {
    ServiceTrial.of(told("secret", transport, Instant.now()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void stunAnswersByBothTransports(String transport) throws IOException {
    ServiceTrial.of(new ExternalService("stun", "127.0.0.1", port, transport, null));
  }

  @Test
  void aLoginIsGoodForItsTimeOnly() throws IOException {
    var old = told("secret", "udp", Instant.now().minus(Duration.ofHours(13)));
    refused(old);
  }

  @Test
  void aLoginIsGoodForItsAccountAndTimeOnly() throws IOException {
    var told = told("secret", "udp", Instant.now());
    var login = login(told);
    var longer = Instant.now().plus(Duration.ofDays(365)).getEpochSecond() + ":";
    var name = login.username().substring(login.username().indexOf(':') + 1);
    for (var forged : List.of(login.username() + "0", longer + name)) {
      refused(told.withLogin(new ExternalService.Login(forged, login.password(), login.expires())));
    }
  }

  @Test
  void anotherSecretIsSaidToBeOne() throws IOException {
    Files.writeString(folder.resolve("other"), "south star\n");
    refused(told("other", "udp", Instant.now()));
  }

  @Test
  void aServerThatIsNotThereIsSaidNotToAnswer() throws IOException {
    var told = told("secret", "udp", Instant.now());
    relay.destroyForcibly();
    relay.onExit().join();
    assertThrows(IOException.class, () -> ServiceTrial.of(told));
  }

  private static void refused(ExternalService service) {
    var refused = assertThrows(IOException.class, () -> ServiceTrial.of(service));
    assertTrue(String.valueOf(refused.getMessage()).contains("refuses the login (401)"));
  }

  private static ExternalService.Login login(ExternalService service) {
    var login = service.login();
    if (login == null) {
      throw new AssertionError("no login for " + service);
    }
    return login;
  }

  private ExternalService told(String secretFile, String transport, Instant now) {
    var told =
        Entities.externalServices(config(secretFile, transport), Jid.parse("romeo@a.example"), now);
    assertEquals(1, told.size());
    return told.get(0);
  }

  private Config config(String secretFile, String transport) {
    return ConfigFactory.parseString(
            """
            balcony.services.external = [
              { type = turn, host = "127.0.0.1", port = %d, transport = %s, secret-file = "%s" }
            ]
            """
                .formatted(port, transport, folder.resolve(secretFile)))
        .withFallback(NodeConfig.reference(NodeRole.BOTH));
  }
}
