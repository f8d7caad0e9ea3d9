package im.balcony.actors.routing;

import im.balcony.actors.room.Occupants;
import im.balcony.actors.room.RoomNews;
import im.balcony.actors.room.Whisper;
import im.balcony.actors.session.SessionId;
import im.balcony.actors.session.Users;
import im.balcony.actors.user.UserCommand;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xml.XmlElement;

/** What a room tells its occupants' Users, as commands to them. */
public interface UserOccupants extends Users, Occupants {
  @Override
  default void taken(Jid account, Jid room, long batch) {
    tell(account, new UserCommand.RoomTook(room, batch));
  }

  @Override
  default void ask(Jid account, Jid room) {
    tell(account, new UserCommand.WhoIsIn(room));
  }

  @Override
  default void left(Jid account, Jid room, SessionId session) {
    tell(account, new UserCommand.RoomLeft(room, session));
  }

  @Override
  default void stands(Jid account, Jid room, RoomNews news) {
    tell(account, new UserCommand.RoomStands(room, news));
  }

  @Override
  default void found(Jid account, Jid room, String log, long number, long id) {
    tell(account, new UserCommand.ContentFound(room, log, number, id));
  }

  @Override
  default void keep(Whisper whisper) {
    tell(whisper.side(), new UserCommand.KeepWhisper(whisper));
  }

  @Override
  default void route(XmlElement stanza) {
    if (StanzaReader.read(stanza) instanceof StanzaReader.Read read) {
      var to = read.stanza().to();
      if (to != null) {
        tell(to.bare(), new UserCommand.Route(read.stanza()));
      }
    }
  }
}
