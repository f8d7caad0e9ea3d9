package im.balcony.actors.user;

import im.balcony.actors.room.RoomCommand;
import im.balcony.protocol.jid.Jid;

/** The way from Users to rooms, wherever they are. */
public interface Rooms {
  /** Whether this is the service of rooms of a domain that is served here. */
  boolean servesRooms(String domain);

  /**
   * Nothing here promises arrival.
   *
   * @param room bare JID
   */
  void tell(Jid room, RoomCommand command);
}
