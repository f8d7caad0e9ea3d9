package im.balcony.actors.room;

import im.balcony.persistence.event.directory.RoomAbout;
import im.balcony.protocol.xep.muc.RoomConfig;
import im.balcony.protocol.xep.muc.RoomOption;

/**
 * What the list of a service tells of a room.
 *
 * @param title for people; may be empty
 */
public record ListCard(String title, RoomAbout about) {
  static ListCard of(RoomConfig config) {
    return new ListCard(
        config.text(RoomOption.TITLE),
        new RoomAbout(
            config.text(RoomOption.DESCRIPTION),
            !config.isOn(RoomOption.MEMBERS_ONLY) && !config.isOn(RoomOption.PASSWORD_PROTECTED),
            config.isNonAnonymous()));
  }
}
