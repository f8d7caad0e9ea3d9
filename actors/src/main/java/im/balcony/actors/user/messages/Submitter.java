package im.balcony.actors.user.messages;

import im.balcony.protocol.jid.Jid;

/** Whose messages go into conversations. */
public interface Submitter {
  Jid bareJid();

  /** Which life of the address speaks. */
  String incarnation();
}
