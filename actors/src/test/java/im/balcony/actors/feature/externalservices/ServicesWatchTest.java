package im.balcony.actors.feature.externalservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.LoggingTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesWatchTest {
  private final ActorTestKit kit = ActorTestKit.create();
  private final TestProbe<String> told = kit.createTestProbe();
  @TempDir private Path folder;
  private Path list;
  private Path secret;

  @BeforeEach
  void begin() throws IOException {
    secret = Files.writeString(folder.resolve("secret"), "north star\n");
    list = write("turn");
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void anotherListAndAnotherSecretAreTakenIntoUse() throws IOException {
    var known = watched();
    write("turns");
    told.expectMessage("changed");
    assertEquals(List.of("turns"), types(known));
    var stamp = known.of("a.example").get(0).login().stamp();

    Files.writeString(secret, "south star\n");
    told.expectMessage("changed");
    assertNotEquals(stamp, known.of("a.example").get(0).login().stamp());
    told.expectNoMessage();
  }

  @Test
  void whatIsWrongChangesNothingAndIsLoggedOnce() {
    var known = watched();
    LoggingTestKit.error("stays as it was")
        .withOccurrences(1)
        .expect(
            kit.system(),
            () -> {
              write("carrier-pigeon");
              told.expectNoMessage();
              return null;
            });
    assertEquals(List.of("turn"), types(known));
    write("turns");
    told.expectMessage("changed");
  }

  private KnownServices watched() {
    var known = new KnownServices(ServicesSettings.from(config()));
    kit.spawn(ServicesWatch.create(config(), known, () -> told.ref().tell("changed")));
    return known;
  }

  private Config config() {
    return ConfigFactory.parseString(
        """
        balcony.services { external = [], file = "%s", login-lifetime = 1h, own-stun = off, reload-interval = 20ms }
        """
            .formatted(list));
  }

  /** As a whole, as an editor or a mounted secret does it. */
  private Path write(String type) {
    try {
      return writeFile(type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path writeFile(String type) throws IOException {
    var next = folder.resolve("next");
    Files.writeString(
        next,
        "{\"external\": [{\"type\": \"%s\", \"host\": \"r.example\", \"port\": 3478, \"secret-file\": \"%s\"}]}"
            .formatted(type, secret));
    return Files.move(
        next, folder.resolve("list"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<String> types(KnownServices known) {
    return known.of("a.example").stream().map(each -> each.service().type()).toList();
  }
}
