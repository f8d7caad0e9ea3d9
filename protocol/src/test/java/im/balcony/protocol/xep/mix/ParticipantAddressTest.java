package im.balcony.protocol.xep.mix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import org.junit.jupiter.api.Test;

class ParticipantAddressTest {
  private static final byte[] SECRET = {1, 2, 3};
  private static final Jid COVEN = Jid.parse("coven@conference.example");
  private static final Jid HAG = Jid.parse("hag@example/heath");

  @Test
  void anIdIsOfTheAccountAndOfOneRoom() {
    var id = ParticipantAddress.idOf(SECRET, HAG);
    assertEquals(id, ParticipantAddress.idOf(SECRET, HAG.bare()));
    assertNotEquals(id, ParticipantAddress.idOf(new byte[] {1}, HAG));
    assertNotEquals(id, ParticipantAddress.idOf(SECRET, Jid.parse("hecate@example")));
    assertTrue(id.matches("[0-9a-f]{32}"));
  }

  @Test
  void aClientIsHiddenByMoreThanItsAccount() {
    var client = ParticipantAddress.clientOf(SECRET, HAG);
    assertNotEquals(client, ParticipantAddress.clientOf(SECRET, HAG.bare().withResource("cave")));
    assertNotEquals(client, ParticipantAddress.idOf(SECRET, HAG));
  }

  @Test
  void anAddressIsReadAsItWasMade() {
    var id = ParticipantAddress.idOf(SECRET, HAG);
    var address = Jid.parse(ParticipantAddress.of(COVEN, id).withResource("x").toString());
    assertTrue(ParticipantAddress.isOne(address));
    assertEquals(id, ParticipantAddress.idIn(address));
    assertEquals(COVEN, ParticipantAddress.channelOf(address));
  }

  /** Names with a hash sign have always been names of rooms. */
  @Test
  void aRoomIsNotTakenForAParticipant() {
    for (var name : new String[] {"coven", "#coven", "c#oven", "abc#coven", "coven#"}) {
      var room = Jid.of(name, "conference.example", null);
      assertFalse(ParticipantAddress.isOne(room), name);
      assertEquals("", ParticipantAddress.idIn(room));
      assertEquals(room, ParticipantAddress.channelOf(room.withResource("nick")));
    }
    assertFalse(ParticipantAddress.isOne(Jid.of(null, "conference.example", null)));
  }
}
