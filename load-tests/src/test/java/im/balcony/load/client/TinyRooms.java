package im.balcony.load.client;

import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rooms of the test server: whoever enters hears everything; a new one is locked until opened. */
final class TinyRooms {
  private static final String MUC = "http://jabber.org/protocol/muc";

  private record Occupant(TinySession session, String nick) {}

  private final Map<String, List<Occupant>> rooms = new HashMap<>();
  private final Map<String, Boolean> open = new HashMap<>();
  private long lastId = 1_000;

  static boolean isRoom(String address) {
    return address.contains("@conference.");
  }

  void enter(TinySession session, String address) {
    var slash = address.indexOf('/');
    var room = address.substring(0, slash);
    var others = rooms.computeIfAbsent(room, name -> new ArrayList<>());
    if (!others.isEmpty() && !open.containsKey(room)) {
      return; // who enters before the owner has opened it is left waiting
    }
    others.add(new Occupant(session, address.substring(slash + 1)));
    session.send(
        "<presence from='%s'><x xmlns='%s#user'><status code='110'/></x></presence>"
            .formatted(address, MUC));
  }

  void open(TinySession session, XmlElement iq) {
    open.put(String.valueOf(iq.attribute("to")), true);
    session.send("<iq type='result' id='" + iq.attribute("id") + "'/>");
  }

  void say(TinySession from, String room, String id, String inner) {
    var occupants = rooms.getOrDefault(room, List.of());
    var nick =
        occupants.stream().filter(each -> each.session().equals(from)).findFirst().orElseThrow();
    var xml =
        "<message type='groupchat' from='%s/%s' id='%s'>%s<stanza-id xmlns='urn:xmpp:sid:0' by='%s' id='%d'/></message>"
            .formatted(room, nick.nick(), id, inner, room, ++lastId);
    occupants.forEach(each -> each.session().send(xml));
  }
}
