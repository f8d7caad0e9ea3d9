package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import java.util.List;

/** Sends all of a session to another edge, in pieces that a frame between nodes has room for. */
final class SessionDeparture {
  private SessionDeparture() {}

  static void send(
      SessionId id,
      SessionState state,
      List<SessionMove.Open> inbound,
      List<Delivery> outbound,
      ActorRef<SessionMove> to) {
    to.tell(new SessionMove.Begins(id, state));
    for (var piece : Frames.cut(inbound, SessionDeparture::bytes)) {
      to.tell(new SessionMove.Inbound(id, piece));
    }
    for (var piece : Frames.cut(outbound, delivery -> delivery.xml().length)) {
      to.tell(new SessionMove.Outbound(id, piece));
    }
    to.tell(new SessionMove.Complete(id, inbound.size(), outbound.size()));
  }

  private static int bytes(SessionMove.Open open) {
    var stanza = open.stanza();
    return stanza == null ? 0 : stanza.element().toBytes().length;
  }
}
