package im.balcony.actors.room;

import im.balcony.actors.LogPlugins;
import im.balcony.actors.fence.Fence;
import im.balcony.persistence.account.IncarnationTable;
import im.balcony.persistence.archive.JournalReader;
import im.balcony.persistence.archive.RoomArchive;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.protocol.jid.Jid;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What a room reaches outside itself.
 *
 * @param rooms sends to the room of an address, wherever it is by then
 * @param secrets makes the secret of a new room's occupant ids (XEP-0421 5.1)
 */
public record RoomPorts(
    Occupants occupants,
    RoomDirectories directories,
    BiConsumer<Jid, RoomCommand> rooms,
    IncarnationTable incarnations,
    DataKeys keys,
    EventCodec codec,
    LogPlugins plugins,
    JournalReader journal,
    RoomArchive archive,
    Fence fence,
    Supplier<byte[]> secrets,
    Clock clock) {}
