package im.balcony.actors.room;

import im.balcony.actors.session.SessionId;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;

/** How a room speaks to the Users of its occupants; nothing here waits or promises arrival. */
public interface Occupants {
  /** All of the batch is durable, or answered. */
  void taken(Jid account, Jid room, long batch);

  /** Asks the account's User which of its sessions are in the room: {@link RoomCommand.Here}. */
  void ask(Jid account, Jid room);

  /** The session is in the room no more. */
  void left(Jid account, Jid room, SessionId session);

  /** Tells an account how the room stands for it. */
  void stands(Jid account, Jid room, RoomNews news);

  /**
   * The content that an account has asked for.
   *
   * @param log of this life of the room
   * @param number among its contents
   */
  void found(Jid account, Jid room, String log, long number, long id);

  /** Gives a private message into an archive; answered by {@link RoomCommand.WhisperKept}. */
  void keep(Whisper whisper);

  /** Sends a stanza of the room, its addresses set, by way of an account's User. */
  void route(XmlElement stanza);
}
