package im.balcony.protocol.xep.forward;

import static im.balcony.protocol.xep.Payloads.reparsed;
import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import im.balcony.protocol.xep.delay.Delay;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedTest {
  @Test
  void aStanzaKeepsItsNamespaceInTheContainer() {
    var message = xml("<message xmlns='jabber:client' id='1'><body>hi</body></message>");
    var delay = new Delay(Instant.parse("2026-07-01T10:00:00Z"), null, "");
    var forwarded = new Forwarded(message, delay);
    assertEquals(Optional.of(forwarded), Forwarded.read(reparsed(forwarded.toElement())));
    var now = new Forwarded(message, null);
    assertEquals(Optional.of(now), Forwarded.read(reparsed(now.toElement())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<forwarded xmlns='urn:xmpp:forward:0'/>",
        "<forwarded xmlns='urn:xmpp:forward:0'>text</forwarded>",
        "<forwarded xmlns='urn:xmpp:forward:0'><message/><message/></forwarded>",
        "<forwarded xmlns='urn:xmpp:forward:1'><message/></forwarded>"
      })
  void aContainerHoldsExactlyOneStanza(String xml) {
    assertEquals(Optional.empty(), Forwarded.read(xml(xml)));
  }
}
