package im.balcony.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.edge.cluster.NameServer;
import im.balcony.edge.data.CassandraPlace;
import im.balcony.persistence.embedded.EmbeddedCassandra;
import im.balcony.persistence.embedded.EmbeddedCassandraListener;
import im.balcony.persistence.embedded.EmbeddedCassandraSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes as a machine starts them: tables made before, secrets in a folder, both at once, found by
 * DNS, asked by their management port.
 */
@SuppressWarnings("NullAway.Init") // JUnit makes them before each test
@Tag("cluster")
final class DiscoveryProcessTest {
  private static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.2");
  private static final int END_SECONDS_MAX = 180;

  @TempDir Path folder;

  private final List<ServerProcesses> places = new ArrayList<>();
  private EmbeddedCassandra cassandra;
  private NameServer names;
  private List<Integer> ports;

  @BeforeEach
  void begin() throws Exception {
    ports = ServerProcesses.freePorts();
    var free = ServerProcesses.freePorts();
    names = new NameServer(HOSTS);
    cassandra =
        EmbeddedCassandra.start(
            EmbeddedCassandraSettings.of(
                    CassandraPlace.libraries(),
                    folder.resolve("elsewhere"),
                    free.get(0),
                    free.get(1))
                .forTests(),
            EmbeddedCassandraListener.SILENT);
  }

  @AfterEach
  void end() {
    places.forEach(ServerProcesses::close);
    cassandra.close();
    names.close();
  }

  @Test
  void theyAreOneClusterThatServesTheSameAccounts() throws Exception {
    NewSecrets.in(folder.resolve("secrets"));
    var contact = "balcony.cassandra.contact-points=[\"127.0.0.1:%d\"]";
    contact = contact.formatted(cassandra.contactPoint().getPort());
    var maker = place("maker");
    var made = maker.type("schema", "schema", "create", "--set", contact);
    assertEquals(0, made, maker.output("schema"));
    var first = place("first");
    var second = place("second");
    var processes =
        List.of(
            run(first, "first", HOSTS.get(0), contact),
            run(second, "second", HOSTS.get(1), contact));
    first.awaitReady("first");
    second.awaitReady("second");
    for (var host : HOSTS) {
      var url = "http://%s:%d/ready".formatted(host, ports.get(1));
      assertEquals(0, BalconyCommand.run("ready", url));
    }
    assertEquals(0, first.user("add", "alice@localhost"));
    assertEquals(1, second.user("add", "alice@localhost"), "there already, whoever is asked");
    assertEquals(
        Files.readString(first.data().resolve("decoy.secret")),
        Files.readString(second.data().resolve("decoy.secret")));
    for (var process : processes) {
      process.destroy();
      assertTrue(process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
    }
  }

  private Process run(ServerProcesses place, String name, String host, String contact)
      throws Exception {
    var options = new ArrayList<String>();
    for (var setting :
        List.of(
            contact,
            "balcony.cassandra.create-schema=off",
            "balcony.cluster.host=" + host,
            "balcony.management.host=" + host,
            "balcony.management.port=" + ports.get(1),
            "balcony.secrets=\"" + folder.resolve("secrets") + "\"",
            "balcony.cluster.discovery.method=dns",
            "balcony.cluster.discovery.service=actors.balcony.test",
            "balcony.cluster.discovery.port=" + ports.get(2),
            "akka.io.dns.async-dns.nameservers=[\"" + names.address() + "\"]")) {
      options.addAll(List.of("--set", setting));
    }
    return place.run(name, ports.get(0), options.toArray(String[]::new));
  }

  private ServerProcesses place(String name) throws Exception {
    var place = new ServerProcesses(Files.createDirectory(folder.resolve(name)));
    places.add(place);
    return place;
  }
}
