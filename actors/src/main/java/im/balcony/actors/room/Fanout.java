package im.balcony.actors.room;

import im.balcony.actors.session.RoomStanza;
import im.balcony.persistence.event.room.OccupancyState.Seat;
import im.balcony.protocol.xml.XmlElement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stanza to many: it is written once, and each client's address put in. What is collected for a
 * client goes to it in one message.
 */
final class Fanout {
  /** How somebody's presence looks to a client. */
  @FunctionalInterface
  interface Look {
    /**
     * @param open whether the client sees real addresses
     * @param own whether it is about the client's own occupant
     */
    XmlElement of(boolean open, boolean own);
  }

  /** A stanza up to the place of its address, and from there on. */
  private record Cut(byte[] head, byte[] tail) {
    static Cut of(XmlElement stanza) {
      var xml = stanza.withAttribute("to", null).toXml();
      var at = 1 + stanza.name().length();
      return new Cut(
          (xml.substring(0, at) + " to='").getBytes(StandardCharsets.UTF_8),
          ("'" + xml.substring(at)).getBytes(StandardCharsets.UTF_8));
    }

    byte[] to(String address) {
      var middle = escaped(address).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.allocate(head.length + middle.length + tail.length)
          .put(head)
          .put(middle)
          .put(tail)
          .array();
    }

    private static String escaped(String address) {
      return address
          .replace("&", "&amp;")
          .replace("<", "&lt;")
          .replace(">", "&gt;")
          .replace("'", "&apos;");
    }
  }

  private final Stage stage;

  Fanout(Stage stage) {
    this.stage = stage;
  }

  void send(List<Seat> to, XmlElement stanza, boolean urgent) {
    send(to, stanza, 0, urgent);
  }

  /**
   * What the room keeps.
   *
   * @param id in its log
   */
  void tell(List<Seat> to, XmlElement stanza, long id) {
    send(to, stanza, id, true);
  }

  private void send(List<Seat> to, XmlElement stanza, long id, boolean urgent) {
    if (!to.isEmpty()) {
      var cut = Cut.of(stanza);
      for (var seat : to) {
        stage.send(seat.fullJid(), new RoomStanza(id, cut.to(seat.fullJid()), urgent));
      }
    }
  }

  static byte[] to(String fullJid, XmlElement stanza) {
    return Cut.of(stanza).to(fullJid);
  }

  /**
   * Somebody's presence, as each may see it (XEP-0045 sections 7.2.3 and 7.2.4).
   *
   * @param about whose it is
   * @param nonAnonymous whether everybody sees real addresses
   * @param answered the id of what that client has sent, which its own copy answers; null for none
   */
  void show(List<Seat> to, Seat about, boolean nonAnonymous, @Nullable String answered, Look look) {
    var cuts = new Cut[4];
    for (var seat : to) {
      var own = seat.nick().equals(about.nick());
      var open = nonAnonymous || own || seat.role().equals("moderator");
      if (answered != null && seat.fullJid().equals(about.fullJid())) {
        var answer = look.of(true, true).withAttribute("id", answered);
        stage.send(seat.fullJid(), new RoomStanza(0, to(seat.fullJid(), answer), false));
        continue;
      }
      var which = (open ? 1 : 0) + (own ? 2 : 0);
      if (cuts[which] == null) {
        cuts[which] = Cut.of(look.of(open, own));
      }
      stage.send(seat.fullJid(), new RoomStanza(0, cuts[which].to(seat.fullJid()), false));
    }
  }
}
