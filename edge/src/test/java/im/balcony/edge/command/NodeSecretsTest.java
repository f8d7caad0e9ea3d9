package im.balcony.edge.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.listen.WireClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node that was used, well and badly, leaves on disk and says in its logs (A23). */
@SuppressWarnings("NullAway.Init") // JUnit makes it before each test
@Tag("cluster")
final class NodeSecretsTest {
  private static final String PASSWORD = "montague";
  private static final String WRONG_PASSWORD = "capulet-is-wrong";
  private static final String BODY = "wherefore-art-thou-8812";
  private static final String PRIVATE = "a-note-to-myself-4471";
  private static final String RECORD =
      "\\d{4}-\\d\\d-\\d\\dT[^ ]+ (TRACE|DEBUG|INFO|WARN|ERROR) .*";

  @TempDir Path folder;

  private ServerProcesses server;

  @BeforeEach
  void begin() {
    server = new ServerProcesses(folder);
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void nothingThatWasConfidedIsReadableAndNobodyForgesALine() throws Exception {
    var ports = ServerProcesses.freePorts();
    var node =
        server.run(
            "busy",
            ports.get(0),
            "--set",
            "balcony.cassandra.embedded.storage-port=" + ports.get(1),
            "--cassandra-port",
            "" + ports.get(2),
            "--host",
            "127.0.0.1",
            "--set",
            "balcony.edge.c2s.tls=optional");
    server.awaitReady("busy");
    assertEquals(0, server.user("add", "romeo@localhost"));
    assertEquals(0, server.user("add", "juliet@localhost"));
    assertEquals(1, server.user("add", "evil\n2026-01-01T00:00:00.000Z ERROR forged@localhost"));
    talk(server.c2sPort("busy"));
    misbehave(server.c2sPort("busy"));
    // as it is, with all that waits in its commit log
    server.kill(node);

    for (var secret : secrets()) {
      assertEquals(List.of(), filesWith(secret), secret);
    }
    var log = Files.readAllLines(folder.resolve("data/logs/balcony.log"));
    assertTrue(log.size() > 5, log::toString);
    assertTrue(
        log.stream().allMatch(line -> line.matches(RECORD) || isOfAStack(line)), log::toString);
    assertEquals(List.of(), log.stream().filter(line -> line.startsWith("2026-01-01")).toList());
  }

  /**
   * Cassandra's log is its own; a stack stands below its record, never at the left edge but once.
   */
  private static boolean isOfAStack(String line) {
    return line.startsWith(" ") || line.matches("[\\w.$]+(Exception|Error|Failure)\\b.*");
  }

  private static void talk(int port) throws IOException {
    try (var romeo = WireClient.tcp(port)) {
      logIn(romeo, "romeo", PASSWORD);
      romeo.send(
          "<message to='juliet@localhost' type='chat' id='m'><body>%s</body></message>"
              .formatted(BODY));
      romeo.send(
          "<iq type='set' id='p'><query xmlns='jabber:iq:private'><n xmlns='n'>%s</n></query></iq>"
              .formatted(PRIVATE));
      romeo.until("id='p'");
    }
  }

  private static void misbehave(int port) throws IOException {
    try (var stranger = WireClient.tcp(port)) {
      stranger.send(WireClient.header("localhost"));
      stranger.until("</stream:features>");
      stranger.send(WireClient.plain("romeo", WRONG_PASSWORD));
      stranger.until("</failure>");
      stranger.send(WireClient.plain("x\n2026-01-01T00:00:00.000Z ERROR forged", WRONG_PASSWORD));
      stranger.until("</failure>");
      stranger.send("<a\n2026-01-01T00:00:00.000Z='" + WRONG_PASSWORD + "\u001b[2J'/>");
      stranger.until("</stream:stream>");
    }
    try (var romeo = WireClient.tcp(port)) {
      logIn(romeo, "romeo", PASSWORD);
      romeo.send(
          "<iq type='set' id='q' to='x&#10;2026-01-01T00:00:00.000Z ERROR forged@y'><%s/></iq>"
              .formatted(BODY));
      romeo.until("id='q'");
    }
  }

  private static void logIn(WireClient client, String user, String password) throws IOException {
    client.send(WireClient.header("localhost"));
    client.until("</stream:features>");
    client.send(WireClient.plain(user, password));
    client.until("<success");
    client.send(WireClient.header("localhost"));
    client.until("</stream:features>");
    client.send("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
    client.until("</iq>");
  }

  private List<String> secrets() throws IOException {
    var secrets = new ArrayList<>(List.of(PASSWORD, WRONG_PASSWORD, BODY, PRIVATE));
    for (var password : List.of(PASSWORD, WRONG_PASSWORD)) {
      secrets.add(Base64.getEncoder().encodeToString(("\0romeo\0" + password).getBytes(UTF_8)));
    }
    for (var line : Files.readAllLines(masterKey())) {
      if (line.startsWith("key ")) {
        var key = line.split(" ", 3)[2];
        secrets.add(key);
        secrets.add(new String(Base64.getDecoder().decode(key), ISO_8859_1));
      }
    }
    assertEquals(8, secrets.size());
    return secrets;
  }

  private Path masterKey() {
    return folder.resolve("data/master.key");
  }

  /** Every file of the node and what it printed, but for the one that is to hold its keys. */
  private List<Path> filesWith(String secret) throws IOException {
    try (var files = Files.walk(folder)) {
      var found = new ArrayList<Path>();
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (!file.equals(masterKey())
            && new String(Files.readAllBytes(file), ISO_8859_1).contains(secret)) {
          found.add(file);
        }
      }
      return found;
    }
  }
}
