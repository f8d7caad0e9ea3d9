package im.balcony.actors.room;

import im.balcony.actors.session.SessionId;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.Message;
import java.util.List;
import java.util.Objects;

/**
 * A private message of a room (XEP-0045 section 7.5, XEP-0404 section 3.2) that is to be in the
 * archive of one account.
 *
 * @param key names it among all private messages of the room, whoever sends it again (invariant I3)
 * @param session that sent it
 * @param sent whether it is for the archive of its sender; else for that of its recipient
 * @param messages the first is kept; the others are for further clients of the recipient
 */
public record Whisper(String key, SessionId session, boolean sent, List<Message> messages) {

  /** The one that is kept. */
  public Message kept() {
    return messages.get(0);
  }

  /** Whose archive it is for. */
  public Jid account() {
    return (sent ? from() : to()).bare();
  }

  /** The other side, as the account knows it: the room, or a participant of the channel. */
  public Jid side() {
    return (sent ? to() : from()).bare();
  }

  private Jid from() {
    return Objects.requireNonNull(kept().from(), "set by the room, or by a User");
  }

  private Jid to() {
    return Objects.requireNonNull(kept().to(), "set by the room, or by a client");
  }
}
