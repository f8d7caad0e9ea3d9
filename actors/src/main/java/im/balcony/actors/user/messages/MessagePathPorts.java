package im.balcony.actors.user.messages;

import im.balcony.actors.LogPlugins;
import im.balcony.actors.fence.Fence;
import im.balcony.persistence.archive.ExceptionsTable;
import im.balcony.persistence.archive.MessageLookup;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.seal.DataKeys;
import java.time.Clock;

/** What the message path reaches outside its actor. */
public record MessagePathPorts(
    Conversations conversations,
    DataKeys keys,
    EventCodec codec,
    LogPlugins plugins,
    ExceptionsTable exceptions,
    MessageLookup lookup,
    Fence fence,
    Clock clock) {}
