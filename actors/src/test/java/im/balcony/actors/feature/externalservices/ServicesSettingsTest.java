package im.balcony.actors.feature.externalservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicesSettingsTest {
  @TempDir private Path folder;

  @Test
  void eachServiceHasItsLogin() throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), " north star \nmore\n");
    var settings =
        read(
            """
            { type = stun, host = s.example, port = 3478 }
            { type = turns, host = t.example, port = 443, transport = tcp, secret-file = "%s" }
            { type = turn, host = u.example, port = 3478, username = u, password-file = "%s" }
            """
                .formatted(secret, secret));
    assertInstanceOf(ServiceLogin.Open.class, settings.services().get(0).login());
    assertEquals("tcp", settings.services().get(1).service().transport());
    var shared = assertInstanceOf(ServiceLogin.Shared.class, settings.services().get(1).login());
    assertEquals(
        "north star", new String(shared.secret(), java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(new ServiceLogin.Fixed("u", "north star"), settings.services().get(2).login());
  }

  @Test
  void ourOwnStunIsToldWhereItListensAtAPortOfItsOwn() {
    assertEquals(3478, read("", "12h", "on", 3478).ownStunPort());
    assertEquals(0, read("", "12h", "on", -1).ownStunPort());
    assertEquals(0, read("", "12h", "off", 3478).ownStunPort());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ type = ftp, host = a, port = 20 } | type is one of",
        "{ type = stun, host = a, port = 0 } | port 1 to 65535",
        "{ type = stun, host = a, port = 1, transport = sctp } | transport udp or tcp",
        "{ type = stun, port = 1 } | host",
        "{ type = turn, host = a, port = 1 } | secret-file",
        "{ type = turn, host = a, port = 1, username = u } | password-file",
        "{ type = turn, host = a, port = 1, secret-file = /nowhere/secret } | /nowhere/secret cannot be read"
      })
  void whatIsWrongIsSaidWithWhatToDo(String service, String says) {
    var refused = assertThrows(IllegalArgumentException.class, () -> read(service));
    assertTrue(String.valueOf(refused.getMessage()).contains(says), refused.getMessage());
  }

  @Test
  void moreOfThemStandInAFileOfTheirOwn() throws IOException {
    var list = folder.resolve("list.json");
    Files.writeString(list, "{\"external\": [{\"type\": \"stun\", \"host\": \"b\", \"port\": 1}]}");
    assertEquals(
        List.of("a", "b"),
        ServicesSettings.from(
                config("{ type = stun, host = a, port = 1 }", "12h", "on", 3478, list.toString()))
            .services()
            .stream()
            .map(each -> each.service().host())
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ } | has no list of services",
        "external = [ | has no list of services",
        "external = [ { type = stun } ] | host",
        "too many | 50 are the most",
        "too long | has more than 65536 bytes",
        "not there | cannot be read"
      })
  void whatIsWrongInTheFileIsSaid(String text, String says) throws IOException {
    var list = folder.resolve("list");
    if (text.equals("too many")) {
      Files.writeString(
          list, "external = [" + "{ type = stun, host = a, port = 1 },".repeat(51) + "]");
    } else if (text.equals("too long")) {
      Files.writeString(list, "#".repeat(65_537));
    } else if (!text.equals("not there")) {
      Files.writeString(list, text);
    }
    var config = config("", "12h", "on", 3478, list.toString());
    var refused = assertThrows(IllegalArgumentException.class, () -> ServicesSettings.from(config));
    assertTrue(String.valueOf(refused.getMessage()).contains(says), refused.getMessage());
  }

  @Test
  void anEmptySecretIsRefused() throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), "\n");
    assertThrows(
        IllegalArgumentException.class,
        () -> read("{ type = turn, host = a, port = 1, secret-file = \"%s\" }".formatted(secret)));
  }

  @ParameterizedTest
  @CsvSource({"59s", "25h", "0s"})
  void aLoginIsGoodForAMinuteToADay(String lifetime) {
    assertThrows(IllegalArgumentException.class, () -> read("", lifetime, "on", 3478));
  }

  private static ServicesSettings read(String services) {
    return read(services, "12h", "on", 3478);
  }

  private static ServicesSettings read(
      String services, String lifetime, String ownStun, int stunPort) {
    return ServicesSettings.from(config(services, lifetime, ownStun, stunPort, ""));
  }

  private static Config config(
      String services, String lifetime, String ownStun, int stunPort, String file) {
    return ConfigFactory.parseString(
        """
        balcony.services { external = [ %s ], login-lifetime = %s, own-stun = %s, file = "%s" }
        balcony.edge.stun.port = %d
        """
            .formatted(services, lifetime, ownStun, file, stunPort));
  }
}
