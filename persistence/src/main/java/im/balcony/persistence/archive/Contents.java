package im.balcony.persistence.archive;

import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The messages behind index entries: each conversation is read by ranges, all of them at once. */
final class Contents {
  /** Up to this many foreign versions are read along rather than asking twice. */
  private static final long GAP_VERSIONS_MAX = 16;

  private final SealedLogs logs;
  private final ExceptionsTable exceptions;
  private final Tombstones tombstones;

  Contents(SealedLogs logs, ExceptionsTable exceptions) {
    this.logs = logs;
    this.exceptions = exceptions;
    this.tombstones = new Tombstones(logs);
  }

  private record Key(String log, long version) {}

  private record Range(String log, long from, long to) {}

  /** Items in the order of the entries; an entry whose content was erased is left out. */
  CompletionStage<List<ArchiveItem>> of(String account, List<Indexed> entries) {
    var wanted = new HashSet<Key>();
    entries.forEach(entry -> wanted.add(new Key(entry.conversation(), entry.version())));
    Map<Key, byte[]> messages = new ConcurrentHashMap<>();
    var reads =
        ranges(entries).stream().map(range -> read(account, range, wanted, messages)).toList();
    return Stages.all(reads).thenApply(done -> joined(entries, messages));
  }

  private CompletionStage<List<byte[]>> read(
      String account, Range range, Set<Key> wanted, Map<Key, byte[]> into) {
    var rows = Math.toIntExact(range.to() - range.from() + 1);
    var content =
        logs.read(
            ConversationEvent.class,
            range.log(),
            range.from(),
            range.to(),
            rows,
            Direction.OLDEST_FIRST);
    return exceptions
        .read(account, range.log(), range.from(), range.to())
        .thenCombine(content, (marks, chunk) -> served(range.log(), chunk, marks, wanted, into))
        .thenCompose(stages -> Stages.all(stages));
  }

  private List<CompletionStage<byte[]>> served(
      String log,
      SealedLogs.Chunk<ConversationEvent> chunk,
      Map<Long, ArchiveException> marks,
      Set<Key> wanted,
      Map<Key, byte[]> into) {
    var stages = new ArrayList<CompletionStage<byte[]>>();
    for (var row : chunk.events()) {
      var key = new Key(log, row.sequenceNr());
      if (row.event() instanceof MessageSent sent && wanted.contains(key)) {
        stages.add(
            tombstones
                .served(log, sent, marks.get(row.sequenceNr()))
                .whenComplete((xml, failure) -> keep(into, key, xml)));
      }
    }
    return stages;
  }

  CompletionStage<Optional<byte[]>> one(String log, long version) {
    return logs.message(log, version).thenApply(sent -> sent.map(MessageSent::stanzaXml));
  }

  private static void keep(Map<Key, byte[]> into, Key key, byte @Nullable [] xml) {
    if (xml != null) {
      into.put(key, xml);
    }
  }

  private static List<Range> ranges(List<Indexed> entries) {
    var open = new HashMap<String, Range>();
    var ranges = new ArrayList<Range>();
    for (var entry : entries) {
      var range = open.get(entry.conversation());
      var version = entry.version();
      if (range != null && version > range.to() && version - range.to() <= GAP_VERSIONS_MAX) {
        open.put(entry.conversation(), new Range(range.log(), range.from(), version));
        continue;
      }
      if (range != null) {
        ranges.add(range);
      }
      open.put(entry.conversation(), new Range(entry.conversation(), version, version));
    }
    ranges.addAll(open.values());
    return ranges;
  }

  private static List<ArchiveItem> joined(List<Indexed> entries, Map<Key, byte[]> messages) {
    var items = new ArrayList<ArchiveItem>(entries.size());
    for (var entry : entries) {
      var xml = messages.get(new Key(entry.conversation(), entry.version()));
      if (xml != null) {
        items.add(ArchiveItem.of(entry.archiveId(), xml));
      }
    }
    return items;
  }
}
