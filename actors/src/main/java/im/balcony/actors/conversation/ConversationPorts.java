package im.balcony.actors.conversation;

import im.balcony.actors.LogPlugins;
import im.balcony.actors.fence.Fence;
import im.balcony.persistence.account.IncarnationTable;
import im.balcony.persistence.archive.JournalReader;
import im.balcony.persistence.archive.NotesTable;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.seal.DataKeys;
import java.time.Clock;

/** What a conversation reaches outside itself. */
public record ConversationPorts(
    Participants participants,
    IncarnationTable incarnations,
    DataKeys keys,
    EventCodec codec,
    LogPlugins plugins,
    JournalReader journal,
    NotesTable notes,
    Fence fence,
    Clock clock) {}
