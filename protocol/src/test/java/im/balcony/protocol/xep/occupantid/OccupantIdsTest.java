package im.balcony.protocol.xep.occupantid;

import static im.balcony.protocol.xep.Payloads.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import im.balcony.protocol.jid.Jid;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OccupantIdsTest {
  private static final Jid ROMEO = Jid.parse("romeo@a.example/phone");
  private static final byte[] SECRET = new byte[OccupantIds.SECRET_BYTES];

  /** Section 5.1: a user is its bare JID. */
  @Test
  void anAccountHasOneIdInARoom() {
    var id = OccupantIds.of(SECRET, ROMEO);
    assertEquals(id, OccupantIds.of(SECRET, ROMEO.bare()));
    assertNotEquals(id, OccupantIds.of(SECRET, Jid.parse("juliet@a.example")));
  }

  @Test
  void inAnotherRoomItHasAnother() {
    var other = new byte[OccupantIds.SECRET_BYTES];
    other[0] = 1;
    assertNotEquals(OccupantIds.of(SECRET, ROMEO), OccupantIds.of(other, ROMEO));
  }

  /** Section 5: there is one, and it is the room's. */
  @Test
  void whatAClientPutThereIsReplaced() {
    var forged =
        xml(
            "<message xmlns='jabber:client'><body>hi</body>"
                + "<occupant-id xmlns='urn:xmpp:occupant-id:0' id='forged'/>"
                + "<occupant-id xmlns='urn:xmpp:occupant-id:0'/></message>");
    var reflected = OccupantIds.with(forged, "real");
    assertEquals(Optional.of("real"), OccupantIds.in(reflected));
    assertEquals(2, reflected.elements().size());
    assertEquals(Optional.empty(), OccupantIds.in(OccupantIds.without(forged)));
  }
}
