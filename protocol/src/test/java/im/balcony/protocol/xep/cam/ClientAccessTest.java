package im.balcony.protocol.xep.cam;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The elements of XEP-0494's examples. */
class ClientAccessTest {
  private static final String NS = "xmlns='urn:xmpp:cam:0'";

  @Test
  void aClientIsToldWithItsTimesAndWaysIn() {
    var client =
        new ClientAccess(
            "zeiP41HLglIu",
            true,
            Instant.parse("2023-04-06T14:26:08Z"),
            Instant.parse("2023-04-06T14:37:25Z"),
            true,
            true,
            "Gajim",
            "Juliet's laptop");

    assertEquals(
        xml(
            "<clients %s><client connected='true' id='zeiP41HLglIu' type='session'><first-seen>2023-04-06T14:26:08Z</first-seen><last-seen>2023-04-06T14:37:25Z</last-seen><auth><password/><fast/></auth><permission status='unrestricted'/><user-agent><software>Gajim</software><device>Juliet's laptop</device></user-agent></client></clients>"
                .formatted(NS)),
        ClientAccess.list(List.of(client)));
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    var client =
        new ClientAccess("i", false, Instant.EPOCH, Instant.EPOCH, false, false, null, null);

    var told = ClientAccess.list(List.of(client)).elements().get(0);

    assertEquals(0, told.child("auth", ClientAccess.NAMESPACE).orElseThrow().elements().size());
    assertEquals(
        0, told.child("user-agent", ClientAccess.NAMESPACE).orElseThrow().elements().size());
  }

  @Test
  void aRevocationNamesAClient() {
    assertEquals(
        Optional.of("HjEEr45_LQr"),
        ClientAccess.revoked(xml("<revoke " + NS + " id='HjEEr45_LQr'/>")));
    assertEquals(Optional.empty(), ClientAccess.revoked(xml("<revoke " + NS + "/>")));
    assertEquals(Optional.empty(), ClientAccess.revoked(xml("<list " + NS + "/>")));
  }

  @Test
  void theErrorOfSection32SaysWhatHelps() {
    assertEquals(
        "<error xmlns='jabber:client' type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><password-reset-required xmlns='urn:xmpp:cam:0'/></error>",
        ClientAccess.passwordResetRequired().toElement("jabber:client").toXml());
  }
}
