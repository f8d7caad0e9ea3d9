package im.balcony.actors.whisper;

import im.balcony.actors.routing.StanzaRouter;
import im.balcony.actors.user.Rooms;
import im.balcony.actors.user.messages.Conversations;
import im.balcony.actors.user.messages.MessagePathSettings;
import java.time.Duration;

/**
 * What {@link Whisperer} reaches.
 *
 * @param messages bounds and times of what goes into conversations
 * @param idleAfter how long one without work stays in memory
 */
public record WhisperPorts(
    StanzaRouter router,
    Conversations conversations,
    Rooms rooms,
    MessagePathSettings messages,
    Duration idleAfter) {}
