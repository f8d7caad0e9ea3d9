package im.balcony.persistence.archive;

import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The messages behind index entries: each conversation is read by ranges, all of them at once. */
final class Contents {
  /** Up to this many foreign versions are read along rather than asking twice. */
  private static final long GAP_VERSIONS_MAX = 16;

  private final SealedLogs logs;

  Contents(SealedLogs logs) {
    this.logs = logs;
  }

  private record Key(String log, long version) {}

  private record Range(String log, long from, long to) {}

  /** Items in the order of the entries; an entry whose content was erased is left out. */
  CompletionStage<List<ArchiveItem>> of(List<Indexed> entries) {
    Map<Key, MessageSent> messages = new ConcurrentHashMap<>();
    var reads =
        ranges(entries).stream()
            .map(range -> read(range, messages).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(reads).thenApply(done -> joined(entries, messages));
  }

  private CompletionStage<Void> read(Range range, Map<Key, MessageSent> into) {
    var rows = Math.toIntExact(range.to() - range.from() + 1);
    return logs.read(
            ConversationEvent.class,
            range.log(),
            range.from(),
            range.to(),
            rows,
            Direction.OLDEST_FIRST)
        .thenAccept(
            chunk -> {
              for (var row : chunk.events()) {
                if (row.event() instanceof MessageSent sent) {
                  into.put(new Key(range.log(), row.sequenceNr()), sent);
                }
              }
            });
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

  private static List<ArchiveItem> joined(List<Indexed> entries, Map<Key, MessageSent> messages) {
    var items = new ArrayList<ArchiveItem>(entries.size());
    for (var entry : entries) {
      var sent = messages.get(new Key(entry.conversation(), entry.version()));
      if (sent != null) {
        items.add(ArchiveItem.of(entry.archiveId(), sent.stanzaXml()));
      }
    }
    return items;
  }
}
