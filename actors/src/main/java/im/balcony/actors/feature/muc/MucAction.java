package im.balcony.actors.feature.muc;

import im.balcony.protocol.stanza.Iq;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.Presence;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.muc.Invitation;
import im.balcony.protocol.xep.muc.Membership;
import im.balcony.protocol.xep.muc.MucJoin;
import im.balcony.protocol.xep.muc.VoiceRequest;
import java.util.List;

/** What a client wants of a room. */
public sealed interface MucAction {
  /** To come in (XEP-0045 section 7.2). */
  record Enter(String nick, MucJoin join, Presence presence) implements MucAction {}

  /** To tell its presence (7.7), under another nickname perhaps (7.6). */
  record Update(String nick, Presence presence) implements MucAction {}

  /** To be there as a participant's client (XEP-0403 section 4.1). */
  record Appear(Presence presence) implements MucAction {}

  /** To leave (7.14). */
  record Exit(Presence presence) implements MucAction {}

  /** To tell all (7.4). */
  record Say(Message message) implements MucAction {}

  /** To change what the room is about (8.1). */
  record SetSubject(Message message) implements MucAction {}

  /** To tell one (7.5). */
  record Whisper(String nick, Message message) implements MucAction {}

  /** To have voice, or to grant it (7.13, 8.6). */
  record SubmitVoice(VoiceRequest request, Message message) implements MucAction {}

  /** To have others come, or to tell that one will not (7.8.2). */
  record Invite(List<Invitation> invitations, Message message) implements MucAction {}

  /** To let somebody be a member, or not (9.9). */
  record DecideMembership(Membership.Decision decision, Message message) implements MucAction {}

  /** To know something of the room, or to change it. */
  record AskRoom(Iq iq) implements MucAction {}

  /** To know something of an occupant. */
  record AskOccupant(String nick, Iq iq) implements MucAction {}

  /** The answer to what another occupant asked through the room. */
  record Answer(Iq iq) implements MucAction {}

  /** What cannot be, whoever asks. */
  record Refused(StanzaError error) implements MucAction {}

  /** Nothing. */
  record Nothing() implements MucAction {}
}
