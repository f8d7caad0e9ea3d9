package im.balcony.actors.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeardRoomsTest {
  private static final Jid ROMEO = Jid.parse("romeo@localhost/x");

  private final HeardRooms rooms = new HeardRooms();

  private static String idOf(Delivery delivery) {
    var xml = new String(delivery.xml(), StandardCharsets.UTF_8);
    assertTrue(xml.contains(" to='romeo@localhost/x' "), xml);
    return xml.replaceAll(".* id='(\\d+)'.*", "$1");
  }

  private List<String> told(String life, long upTo, long... ids) {
    var stanzas = new ArrayList<RoomStanza>();
    for (var id : ids) {
      var stanza = XmlElement.named("message", "jabber:client").attribute("id", "" + id).build();
      stanzas.add(new RoomStanza(id, OpenStanza.of(stanza), true));
    }
    var fresh = new ArrayList<String>();
    rooms
        .take(new SessionCommand.DeliverFromRoom(life, upTo, stanzas), ROMEO)
        .forEach(delivery -> fresh.add(idOf(delivery)));
    return fresh;
  }

  @Test
  void eachIdPassesOnceAndWhatHasNoneAlways() {
    assertEquals(List.of("0", "3", "4"), told("a", 4, 0, 3, 4));
    assertEquals(List.of("0", "5"), told("a", 5, 0, 4, 5));
    assertEquals(List.of(), told("a", 2, 2));
    assertEquals(5, rooms.upTo("a"));
  }

  @Test
  void anotherLifeOfARoomBeginsAnew() {
    told("a", 9, 9);
    assertEquals(HeardRooms.UNKNOWN, rooms.upTo("b"));
    assertEquals(List.of("1"), told("b", 1, 1));
  }

  @Test
  void theRoomThatWasSilentForLongestIsForgotten() {
    told("first", 1);
    told("second", 1);
    for (var n = 0; n < HeardRooms.LIVES_MAX - 2; n++) {
      told("room" + n, 1);
    }
    told("first", 2);
    told("one more", 1);
    assertEquals(2, rooms.upTo("first"));
    assertEquals(HeardRooms.UNKNOWN, rooms.upTo("second"));
  }
}
