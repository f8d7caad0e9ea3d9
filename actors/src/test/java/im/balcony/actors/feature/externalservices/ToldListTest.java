package im.balcony.actors.feature.externalservices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import im.balcony.actors.feature.externalservices.ServicesSettings.Service;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.externalservices.ExternalService;
import im.balcony.protocol.xep.externalservices.ExternalServices.Action;
import im.balcony.protocol.xep.externalservices.ExternalServices.Change;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldListTest {
  private static final Jid ROMEO = Jid.parse("romeo@a.example");
  private final KnownServices known =
      new KnownServices(
          new ServicesSettings(
              List.of(
                  service("stun", new ServiceLogin.Open()),
                  service("turn", shared("north star")),
                  service("turns", new ServiceLogin.Fixed("u", "p"))),
              3478));

  @Test
  void nothingHasChangedSinceJustNow() {
    for (var type : new String[] {null, "stun", "turn", "turns", "stuns"}) {
      var told = ToldList.read(ToldList.of(type, known, "a.example").text());
      assertEquals(List.of(), told.since(known, ROMEO, Instant.EPOCH), type);
      assertEquals(type, told.type());
    }
  }

  @Test
  void ofATypeThatNoServiceHasNothingIsRemembered() {
    assertEquals("", ToldList.of("x".repeat(1_000), known, "a.example").text());
    assertNull(ToldList.read("").type());
    assertEquals(List.of(), ToldList.read("").since(known, ROMEO, Instant.EPOCH));
  }

  @Test
  void anotherPasswordOrNameIsAChangeAnotherLifetimeIsNone() {
    var told = ToldList.of("turns", known, "a.example");
    known.use(only(service("turns", new ServiceLogin.Fixed("u", "q"))));
    assertEquals(List.of(Action.MODIFY), actions(told));
    known.use(only(service("turns", new ServiceLogin.Fixed("v", "p"))));
    assertEquals(List.of(Action.MODIFY), actions(told));

    known.use(only(service("turn", shared("north star"))));
    var relay = ToldList.of("turn", known, "a.example");
    known.use(
        only(
            service(
                "turn",
                new ServiceLogin.Shared(
                    "north star".getBytes(StandardCharsets.UTF_8), Duration.ofHours(9)))));
    assertEquals(List.of(), actions(relay));
  }

  @Test
  void noSecretIsInWhatIsRemembered() {
    var text = ToldList.of(null, known, "a.example").text();
    assertFalse(text.contains("north"), text);
  }

  @Test
  void aNewAnswerCountsForItsTypeAlone() {
    var first = ToldList.of(null, known, "a.example");
    known.use(only(service("stun", new ServiceLogin.Open())));
    var second = ToldList.of("turn", known, "a.example").after(first);
    assertNull(second.type());
    // of turn the client knows already that it is gone
    assertEquals(
        List.of("stun", "stun", "turns"),
        second.since(known, ROMEO, Instant.EPOCH).stream()
            .map(change -> change.service().type())
            .toList());
  }

  private List<Action> actions(ToldList told) {
    return told.since(known, ROMEO, Instant.EPOCH).stream().map(Change::action).toList();
  }

  private static ServicesSettings only(Service service) {
    return new ServicesSettings(List.of(service), 0);
  }

  private static Service service(String type, ServiceLogin login) {
    return new Service(new ExternalService(type, "relay.example", 3478, "udp", null), login);
  }

  private static ServiceLogin shared(String secret) {
    return new ServiceLogin.Shared(secret.getBytes(StandardCharsets.UTF_8), Duration.ofHours(12));
  }
}
