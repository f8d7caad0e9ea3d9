package im.balcony.actors.call;

import im.balcony.actors.LogPlugins;
import im.balcony.actors.fence.Fence;
import im.balcony.persistence.account.IncarnationTable;
import im.balcony.persistence.archive.NotesTable;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.records.CallRecordTable;
import im.balcony.persistence.seal.DataKeys;
import java.time.Clock;

/** What a call reaches outside itself. */
public record CallPorts(
    CallParties parties,
    IncarnationTable incarnations,
    NotesTable notes,
    CallRecordTable records,
    DataKeys keys,
    EventCodec codec,
    LogPlugins plugins,
    Fence fence,
    Clock clock) {}
