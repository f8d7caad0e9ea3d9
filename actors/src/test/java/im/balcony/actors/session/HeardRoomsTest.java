package im.balcony.actors.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeardRoomsTest {
  private final HeardRooms rooms = new HeardRooms();

  private List<String> told(String life, long upTo, long... ids) {
    var stanzas = new ArrayList<RoomStanza>();
    for (var id : ids) {
      var xml = Long.toString(id).getBytes(StandardCharsets.UTF_8);
      stanzas.add(new RoomStanza(id, xml, true));
    }
    var fresh = new ArrayList<String>();
    rooms
        .take(new SessionCommand.DeliverFromRoom(life, upTo, stanzas))
        .forEach(delivery -> fresh.add(new String(delivery.xml(), StandardCharsets.UTF_8)));
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
