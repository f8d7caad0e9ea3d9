package im.balcony.protocol.xep.externalservices;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0215 sections 2 and 3. */
class ExternalServicesTest {
  private static final ExternalService TURN =
      new ExternalService("turn", "relay.example", 3478, "udp", null);

  @Test
  void aListSaysWhatWasAskedFor() {
    var stun = new ExternalService("stun", "192.0.2.1", 3478, "tcp", null);
    assertEquals(
        xml(
            "<services xmlns='urn:xmpp:extdisco:2' type='stun'><service type='stun' host='192.0.2.1' port='3478' transport='tcp'/></services>"),
        ExternalServices.list("stun", List.of(stun)));
    assertEquals(
        xml("<services xmlns='urn:xmpp:extdisco:2'/>"), ExternalServices.list(null, List.of()));
  }

  @Test
  void aLoginStandsAtItsService() {
    var login = new ExternalService.Login("u", "p", Instant.parse("2026-07-01T10:00:00Z"));
    assertEquals(
        xml(
            "<credentials xmlns='urn:xmpp:extdisco:2'><service type='turn' host='relay.example' port='3478' transport='udp' restricted='true' username='u' password='p' expires='2026-07-01T10:00:00Z'/></credentials>"),
        ExternalServices.credentials(List.of(TURN.withLogin(login))));
  }

  /** The example of section 3.2. */
  @Test
  void aPushSaysWhatHappenedToEachService() {
    var login = new ExternalService.Login("u", "p", null);
    assertEquals(
        xml(
            "<services xmlns='urn:xmpp:extdisco:2' type='turn'><service action='add' type='turn' host='relay.example' port='3478' transport='udp' restricted='true' username='u' password='p'/><service action='delete' type='turn' host='192.0.2.1' port='8889' transport='udp'/><service action='modify' type='turn' host='relay.example' port='3478' transport='udp'/></services>"),
        ExternalServices.push(
            "turn",
            List.of(
                new ExternalServices.Change(ExternalServices.Action.ADD, TURN.withLogin(login)),
                new ExternalServices.Change(
                    ExternalServices.Action.DELETE,
                    new ExternalService("turn", "192.0.2.1", 8889, "udp", null)),
                new ExternalServices.Change(ExternalServices.Action.MODIFY, TURN))));
  }

  @ParameterizedTest
  @CsvSource({
    "<services xmlns='urn:xmpp:extdisco:2'/>, true",
    "<services xmlns='urn:xmpp:extdisco:2' type='turn'/>, true",
    "<services xmlns='urn:xmpp:extdisco:2' type='stun'/>, false",
    "<credentials xmlns='urn:xmpp:extdisco:2'><service host='relay.example' type='turn'/></credentials>, true",
    "<credentials xmlns='urn:xmpp:extdisco:2'><service host='relay.example' type='turn' port='3478'/></credentials>, true",
    "<credentials xmlns='urn:xmpp:extdisco:2'><service host='relay.example' type='turn' port='443'/></credentials>, false",
    "<credentials xmlns='urn:xmpp:extdisco:2'><service host='relay.example' type='turns'/></credentials>, false",
    "<credentials xmlns='urn:xmpp:extdisco:2'><service host='other.example' type='turn'/></credentials>, false"
  })
  void aRequestMeansThese(String request, boolean means) {
    assertEquals(means, ServicesRequest.read(xml(request)).orElseThrow().means(TURN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<services xmlns='urn:xmpp:extdisco:9'/>",
        "<credentials xmlns='urn:xmpp:extdisco:2'/>",
        "<credentials xmlns='urn:xmpp:extdisco:2'><service type='turn'/></credentials>",
        "<credentials xmlns='urn:xmpp:extdisco:2'><service host='relay.example'/></credentials>",
        "<credentials xmlns='urn:xmpp:extdisco:2'><service host='relay.example' type='turn' port='x'/></credentials>"
      })
  void whatNamesNoServiceIsNoRequest(String request) {
    assertEquals(Optional.empty(), ServicesRequest.read(xml(request)));
  }
}
