package im.balcony.actors.room;

/** The way to the lists of rooms, wherever they are. */
public interface RoomDirectories {
  /**
   * Nothing here promises arrival.
   *
   * @param service domain of the service of rooms
   */
  void tell(String service, DirectoryCommand command);
}
