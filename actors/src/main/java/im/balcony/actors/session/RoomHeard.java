package im.balcony.actors.session;

import akka.actor.typed.ActorRef;
import im.balcony.actors.WireMessage;
import im.balcony.protocol.jid.Jid;

/**
 * The answer to {@link SessionCommand.TellHowFar}.
 *
 * @param upTo an id of the room, {@link HeardRooms#UNKNOWN} when the session does not know the room
 */
public record RoomHeard(Jid fullJid, ActorRef<SessionCommand> session, long upTo)
    implements WireMessage {}
