package im.balcony.actors.remote;

import im.balcony.actors.call.Calls;
import im.balcony.actors.feature.IqServices;
import im.balcony.actors.routing.RemoteGates;
import im.balcony.actors.routing.StanzaRouter;
import im.balcony.actors.user.Rooms;
import im.balcony.actors.user.messages.Conversations;
import im.balcony.actors.user.messages.MessagePathSettings;
import java.time.Clock;

/**
 * What an address of another server reaches here.
 *
 * @param services what this server answers for itself
 * @param messages bounds and times of what goes into conversations
 */
public record RemotePorts(
    StanzaRouter router,
    Conversations conversations,
    Rooms rooms,
    Calls calls,
    RemoteGates gates,
    IqServices services,
    MessagePathSettings messages,
    Clock clock) {}
