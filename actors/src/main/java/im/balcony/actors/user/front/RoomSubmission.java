package im.balcony.actors.user.front;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.stanza.Stanza;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.blocking.BlockList;
import im.balcony.protocol.xep.forgery.Forgeries;
import im.balcony.protocol.xep.markers.Markers;
import im.balcony.protocol.xep.mix.ParticipantAddress;
import im.balcony.protocol.xep.stanzaid.StanzaIds;
import im.balcony.protocol.xml.XmlElement;
import java.util.OptionalLong;

/** What becomes of a stanza for a room that one of the account's sessions sends. */
final class RoomSubmission {
  private final Front front;
  private final RoomRoutes routes;
  private final Presences presences;
  private final FollowedRooms followed;

  RoomSubmission(Front front, RoomRoutes routes, Presences presences, FollowedRooms followed) {
    this.front = front;
    this.routes = routes;
    this.presences = presences;
    this.followed = followed;
  }

  /** In place of a client, to a room that has passed something on. */
  void answer(XmlElement answer) {
    if (StanzaReader.read(answer) instanceof StanzaReader.Read read) {
      routes.answer(read.stanza());
    }
  }

  boolean isForRoom(Stanza stanza) {
    var to = stanza.to();
    return to != null && routes.isRoom(to);
  }

  /** It counts as settled when the room has answered; what comes behind it has its turn before. */
  void submitted(OpenSession session, Stanza stanza, Submission submission) {
    var to = stanza.to();
    if (to == null || front.sessions().get(session.id()) == null) {
      submission.settled();
    } else if (front.isBlocked(to)) {
      refuse(session, stanza, BlockList.errorForOwner(), submission);
    } else if (routes.isFull() || !remembered(session, stanza, to)) {
      var error = StanzaError.resourceConstraint();
      refuse(session, stanza, error, submission);
    } else {
      submission.awaitAnswer();
      routes.submit(session, told(stanza), to, submission.number(), submission::settled);
      if (stanza instanceof Message message && message.type() == Message.Type.GROUPCHAT) {
        displayed(message, to, session);
      }
    }
  }

  /** XEP-0333 section 5: in a room a marker names a message by the room's id. */
  private void displayed(Message message, Jid room, OpenSession session) {
    Markers.displayedId(message.element())
        .map(StanzaIds::numberOf)
        .filter(OptionalLong::isPresent)
        .ifPresent(id -> followed.displayed(room.bare(), id.getAsLong(), session));
  }

  private void refuse(
      OpenSession session, Stanza stanza, StanzaError error, Submission submission) {
    front.refuse(session, stanza, error);
    submission.settled();
  }

  /** In which rooms a session is, its User knows as it knows other directed presence. */
  private boolean remembered(OpenSession session, Stanza stanza, Jid to) {
    if (stanza instanceof Presence presence) {
      if (ParticipantAddress.isOne(to)) {
        return true; // nobody is in a participant
      } else if (presence.type() == Presence.Type.AVAILABLE && to.isFull()) {
        return routes.enter(session, to);
      } else if (presence.type() == Presence.Type.UNAVAILABLE) {
        routes.leave(session, to);
      }
    }
    return true;
  }

  private Stanza told(Stanza stanza) {
    if (stanza instanceof Presence presence) {
      return presences.told(presence);
    } else if (stanza instanceof Message message) {
      return Forgeries.without(
          message,
          claimed ->
              front.router().isLocal(claimed.domain())
                  || front.router().servesRooms(claimed.domain()));
    }
    return stanza;
  }
}
