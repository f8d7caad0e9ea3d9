package im.balcony.persistence.archive;

import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;
import im.balcony.persistence.event.index.InboxRows;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import im.balcony.persistence.event.index.LiveCalls;
import im.balcony.persistence.memory.InMemoryDataKeyTable;
import im.balcony.persistence.memory.InMemoryExceptionsTable;
import im.balcony.persistence.memory.InMemoryJournalReader;
import im.balcony.persistence.seal.DataKeys;
import im.balcony.persistence.seal.MasterKeys;
import im.balcony.protocol.xep.content.ConversationType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An archive whose whole content is also kept as a plain list, to compare every page with. */
final class ModelArchive implements ArchiveHead {
  static final String INCARNATION = "inc-1";
  private static final int SAMPLE_EVERY = 4;

  /** One visible message, as a page must show it. */
  record Expected(long id, String peer, String fullJid, String xml) {}

  final List<Expected> visible = new ArrayList<>();
  final MessageArchive archive;
  private final InMemoryJournalReader journal = new InMemoryJournalReader();
  private final InMemoryExceptionsTable exceptions = new InMemoryExceptionsTable();
  private final EventCodec codec = new EventCodec(EventManifests.all());
  private final DataKeys keys = new DataKeys(new InMemoryDataKeyTable(), MasterKeys.fresh());
  private final TreeMap<Long, Long> samples = new TreeMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<String, Long> cleared = new HashMap<>();
  private long sequenceNr;
  private long lastId = 1_000_000;

  ModelArchive() {
    archive = new MessageArchive(journal, exceptions, keys, codec);
  }

  /** Appends a message as the write path does: proposed by the conversation, perhaps raised. */
  void add(String peer, String resource, long step, boolean raised, boolean hidden) {
    var log = "conversation-" + peer;
    var version = versions.merge(log, 1L, Long::sum);
    var proposed = raised ? lastId - 1 : lastId + step;
    var id = raised ? lastId + 1 : proposed;
    lastId = id;
    var from = peer + "/" + resource;
    var xml = "<message id='" + version + "' from='" + from + "'/>";
    var at = Instant.EPOCH;
    put(
        log,
        version,
        peer,
        new MessageSent(
            proposed,
            "o",
            from,
            "me@a.example",
            "chat",
            true,
            "s",
            version,
            0,
            0,
            xml.getBytes(StandardCharsets.UTF_8),
            at,
            null));
    sequenceNr++;
    put(indexLog(), sequenceNr, "me", new Indexed(id, log, peer, version, false, hidden, at, null));
    if (sequenceNr % SAMPLE_EVERY == 1) {
      samples.put(id, sequenceNr);
    }
    if (raised) {
      exceptions.raise(INCARNATION, log, version, id).toCompletableFuture().join();
    }
    if (hidden) {
      exceptions.hide(INCARNATION, log, version).toCompletableFuture().join();
    } else {
      visible.add(new Expected(id, peer, from, xml));
    }
  }

  /** The owner takes everything of this conversation out; its messages have no type yet. */
  void clear(String peer) {
    var log = "conversation-" + peer;
    cleared.put(log, versions.getOrDefault(log, 0L));
    visible.removeIf(each -> each.peer().equals(peer));
  }

  @Override
  public long clearedUpTo(String log, String type) {
    return type.equals(ConversationType.CHAT) ? cleared.getOrDefault(log, 0L) : 0;
  }

  private void put(String log, long number, String author, Object event) {
    var ring = keys.open(log).toCompletableFuture().join();
    ring.ensure(author).toCompletableFuture().join();
    journal.put(log, number, ring.seal(author, log, codec.manifest(event), codec.write(event)));
  }

  @Override
  public String incarnation() {
    return INCARNATION;
  }

  @Override
  public String indexLog() {
    return "index-" + INCARNATION;
  }

  @Override
  public long stamp() {
    return lastId;
  }

  @Override
  public InboxRows inbox() {
    return InboxRows.NONE;
  }

  @Override
  public LiveCalls calls() {
    return LiveCalls.NONE;
  }

  @Override
  public long sequenceNr() {
    return sequenceNr;
  }

  @Override
  public long sequenceNrBefore(long archiveId) {
    var entry = samples.floorEntry(archiveId);
    return entry == null ? 1 : entry.getValue();
  }

  @Override
  public long sequenceNrAfter(long archiveId) {
    var entry = samples.ceilingEntry(archiveId);
    return entry == null ? Long.MAX_VALUE : entry.getValue();
  }

  @Override
  public List<ConversationHead> conversationsWith(String bareJid) {
    var version = versions.get("conversation-" + bareJid);
    return version == null
        ? List.of()
        : List.of(new ConversationHead("conversation-" + bareJid, version));
  }
}
