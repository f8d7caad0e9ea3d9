package im.balcony.edge.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One token for each push service, good for long enough and never for too long. */
class VapidTokensTest {
  private static final URI PUSH = URI.create("https://Push.example/a/1");

  @TempDir Path folder;

  private final HandClock clock = new HandClock();
  private GatewayFiles files;
  private VapidTokens tokens;

  @BeforeEach
  void open() throws Exception {
    files = new GatewayFiles(folder);
    tokens =
        new VapidTokens(
            GatewaySettings.from(GatewayFiles.config(files.webPush(443))).webPush().orElseThrow(),
            clock);
  }

  @Test
  void aServiceGetsOneTokenUntilHalfItsTimeIsOver() {
    var first = tokens.authorization(PUSH);
    assertEquals(first, tokens.authorization(URI.create("https://push.example:443/b/2")));
    clock.now = clock.now.plus(Duration.ofMinutes(359));
    assertEquals(first, tokens.authorization(PUSH));
    clock.now = clock.now.plus(Duration.ofMinutes(2));
    assertNotEquals(first, tokens.authorization(PUSH));
  }

  @Test
  void eachServiceGetsItsOwn() {
    assertNotEquals(
        tokens.authorization(PUSH), tokens.authorization(URI.create("https://other.example/a")));
    assertNotEquals(
        tokens.authorization(PUSH), tokens.authorization(URI.create("https://push.example:8443/")));
  }

  @Test
  void manyServicesAreNoMoreThanTheBound() {
    var first = tokens.authorization(PUSH);
    for (int i = 0; i < 1_000; i++) {
      tokens.authorization(URI.create("https://" + i + ".example/"));
    }

    assertNotEquals(first, tokens.authorization(PUSH), "it was made room for, and made anew");
  }

  @Test
  void whatTheOperatorGotWrongIsSaidBeforeTheStart() {
    for (var wrong : List.of("token-lifetime=25h", "token-lifetime=10m", "subject=nobody")) {
      var settings = files.webPush(443);
      settings.remove("webpush." + wrong.substring(0, wrong.indexOf('=')));
      var problem =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  GatewaySettings.from(
                      GatewayFiles.config(
                          settings, List.of("balcony.push.gateway.webpush." + wrong))));
      assertTrue(
          String.valueOf(problem.getMessage()).startsWith("balcony.push.gateway.webpush."),
          problem.getMessage());
    }
    var settings = files.webPush(443);
    settings.put("webpush.hosts", List.of("push.example:many"));
    assertThrows(
        IllegalArgumentException.class,
        () -> ConfiguredProviders.open(GatewayFiles.config(settings), clock).close());
  }
}
