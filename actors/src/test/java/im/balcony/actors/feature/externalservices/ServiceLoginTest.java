package im.balcony.actors.feature.externalservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.externalservices.ExternalService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServiceLoginTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000, 999_999_999);
  private static final ExternalService TURN =
      new ExternalService("turn", "relay.example", 3478, "udp", null);
  private static final ServiceLogin SHARED = shared("north star");

  /** What openssl makes of the same secret, address and time. */
  @Test
  void aSharedSecretMakesALoginForATime() {
    assertEquals(
        new ExternalService.Login(
            "1700043200:78518bd8ac63767e",
            "f6Ta38vlFRunvRC7tI+y5vJu/FA=",
            Instant.ofEpochSecond(1_700_043_200)),
        SHARED.at(TURN, Jid.parse("romeo@a.example"), NOW).login());
  }

  @Test
  void anotherAccountSecretOrTimeMakesAnotherLogin() {
    var login = SHARED.at(TURN, Jid.parse("romeo@a.example"), NOW);
    assertEquals(login, SHARED.at(TURN, Jid.parse("romeo@a.example"), NOW));
    assertNotEquals(login, SHARED.at(TURN, Jid.parse("juliet@a.example"), NOW));
    assertNotEquals(login, SHARED.at(TURN, Jid.parse("romeo@a.example"), NOW.plusSeconds(1)));
    assertNotEquals(login, shared("south star").at(TURN, Jid.parse("romeo@a.example"), NOW));
  }

  @Test
  void aLoginForAllStaysWhatItIs() {
    var fixed = new ServiceLogin.Fixed("u", "p");
    assertEquals(
        new ExternalService.Login("u", "p", null),
        fixed.at(TURN, Jid.parse("romeo@a.example"), NOW).login());
  }

  @Test
  void aSecretIsNotInWhatALogMayShow() {
    assertFalse(SHARED.toString().contains("north"));
    assertFalse(new ServiceLogin.Fixed("u", "hush").toString().contains("hush"));
    assertFalse(new ExternalService.Login("u", "hush", null).toString().contains("hush"));
  }

  private static ServiceLogin shared(String secret) {
    return new ServiceLogin.Shared(secret.getBytes(StandardCharsets.UTF_8), Duration.ofHours(12));
  }
}
