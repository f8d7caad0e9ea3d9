package im.balcony.actors.room;

import im.balcony.actors.feature.muc.MucFace;
import im.balcony.actors.session.RoomStanza;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was said before the room was started, for clients that its last node had not told of it: it
 * was durable there, and its sender will not send it again.
 */
final class Retelling {
  private record Said(long id, XmlElement reflected) {}

  private final List<Said> newest = new ArrayList<>();
  private final boolean whole;

  /**
   * @param newest the end of the room's log
   * @param version of the last event in it
   */
  Retelling(List<RoomEvent> newest, long version, MucFace face) {
    this.whole = newest.size() >= version;
    for (var event : newest) {
      if (event instanceof RoomEvent.MessageSaid said) {
        add(face, said.nick(), said.stanzaXml(), said.occupantId(), said.id());
      } else if (event instanceof RoomEvent.SubjectSet set) {
        add(face, set.nick(), set.stanzaXml(), set.occupantId(), set.id());
      }
    }
  }

  private void add(MucFace face, String nick, byte[] xml, String occupantId, long id) {
    newest.add(new Said(id, face.reflected(nick, StoredXml.read(xml), occupantId, id)));
  }

  /**
   * What the client has not heard; empty when that is more than is at hand.
   *
   * @param upTo the last id that it has heard
   */
  Optional<List<RoomStanza>> since(long upTo, String fullJid) {
    if (!whole && (newest.isEmpty() || upTo < newest.get(0).id())) {
      return Optional.empty();
    }
    return Optional.of(
        newest.stream()
            .filter(said -> said.id() > upTo)
            .map(said -> new RoomStanza(said.id(), Fanout.to(fullJid, said.reflected()), true))
            .toList());
  }

  /** The newest id there is. */
  long upTo() {
    return newest.isEmpty() ? 0 : newest.get(newest.size() - 1).id();
  }
}
