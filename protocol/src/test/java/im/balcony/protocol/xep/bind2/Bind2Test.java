package im.balcony.protocol.xep.bind2;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.xep.csi.ClientState;
import im.balcony.protocol.xep.sm.StreamManagement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The elements of XEP-0386's examples. */
class Bind2Test {
  private static final String NS = "xmlns='urn:xmpp:bind:0'";

  @Test
  void theRequestOfSection32IsRead() {
    var bind =
        read(
            "<tag>AwesomeXMPP</tag><enable xmlns='urn:xmpp:carbons:2'/><enable xmlns='urn:xmpp:sm:3'/><inactive xmlns='urn:xmpp:csi:0'/>");

    assertEquals(
        new Bind2(
            "AwesomeXMPP",
            true,
            new StreamManagement.Enable(false, null),
            ClientState.INACTIVE,
            List.of()),
        bind);
  }

  @Test
  void everythingMayBeLeftOut() {
    assertEquals(new Bind2(null, false, null, ClientState.ACTIVE, List.of()), read("<tag> </tag>"));
  }

  @Test
  void theLastStateCounts() {
    var bind = read("<inactive xmlns='urn:xmpp:csi:0'/><active xmlns='urn:xmpp:csi:0'/>");

    assertEquals(ClientState.ACTIVE, bind.state());
  }

  @Test
  void theBindOfRfc6120IsAnother() {
    assertTrue(Bind2.read(xml("<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>")).isEmpty());
  }

  @Test
  void theAnswerHoldsTheResults() {
    var enabled = new StreamManagement.Enabled(null, null, null).toElement();

    assertEquals(
        "<bound %s><enabled xmlns='urn:xmpp:sm:3'/></bound>".formatted(NS),
        Bind2.bound(List.of(enabled)).toXml());
  }

  private static Bind2 read(String content) {
    return Bind2.read(xml("<bind %s>%s</bind>".formatted(NS, content))).orElseThrow();
  }
}
