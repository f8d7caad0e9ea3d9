package im.balcony.protocol.xep.selfping;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.ping.Ping;

/** A ping to one's own nickname, which the room answers in place of the client (section 3.3). */
@Xep(number = 410, name = "MUC Self-Ping (Schrödinger's Chat)", version = "1.1.0")
public final class SelfPing {
  /** What a room tells that answers such pings itself. */
  public static final String FEATURE = "http://jabber.org/protocol/muc#self-ping-optimization";

  private SelfPing() {}

  /** Whether this asks the occupant with that address whether it is there. */
  public static boolean isTo(Iq iq, Jid occupant) {
    return iq.type() == Iq.Type.GET
        && occupant.equals(iq.to())
        && iq.payload().filter(Ping::isIn).isPresent();
  }
}
