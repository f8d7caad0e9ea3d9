package im.balcony.persistence.archive;

import im.balcony.persistence.archive.RoomArchive.Said;
import im.balcony.persistence.event.room.RoomEvent;
import im.balcony.persistence.event.room.RoomEvent.MessageRetracted;
import im.balcony.protocol.xep.retraction.Retraction;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a room's archive serves in the place of messages that were taken back (XEP-0424 section 4,
 * XEP-0425 section 4). The marks stand beside the log, under the log's own name.
 */
public final class RoomTombstones {
  private final SealedLogs logs;
  private final ExceptionsTable exceptions;

  RoomTombstones(SealedLogs logs, ExceptionsTable exceptions) {
    this.logs = logs;
    this.exceptions = exceptions;
  }

  /** Made of the message as it was said, or as it was reflected. */
  public static XmlElement of(XmlElement said, MessageRetracted retracted) {
    var told = StoredXml.read(retracted.stanzaXml());
    return retracted.byModerator()
        ? Retraction.moderated(said, told, retracted.at())
        : Retraction.tombstone(said, told.attribute("id"), retracted.at());
  }

  /** Marks what an event took back; may be done again. */
  CompletionStage<Void> mark(String log, long version, MessageRetracted retracted) {
    CompletionStage<Void> marked = CompletableFuture.completedFuture(null);
    for (var target : retracted.targets()) {
      marked = marked.thenCompose(done -> exceptions.rewrite(log, log, target.version(), version));
    }
    return marked;
  }

  /** What is to be served, in the same order. */
  CompletionStage<List<Said>> served(String log, List<Sequenced<Said>> found) {
    if (found.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    var one = found.get(0).sequenceNr();
    var other = found.get(found.size() - 1).sequenceNr();
    return exceptions
        .read(log, log, Math.min(one, other), Math.max(one, other))
        .thenCompose(
            marks ->
                Stages.all(
                    found.stream()
                        .map(
                            row -> {
                              var mark = marks.get(row.sequenceNr());
                              var by = mark == null ? null : mark.rewrittenBy();
                              return by == null
                                  ? CompletableFuture.<Said>completedFuture(row.event())
                                  : buried(log, row.event(), by);
                            })
                        .toList()));
  }

  private CompletionStage<Said> buried(String log, Said said, long by) {
    return retraction(log, by)
        .thenApply(
            found -> {
              var xml = StoredXml.read(said.stanzaXml());
              // who took it back may have been erased since
              var grave =
                  found
                      .map(retracted -> of(xml, retracted))
                      .orElseGet(() -> Retraction.tombstone(xml, null, said.at()));
              return said.with(grave.toBytes());
            });
  }

  private CompletionStage<Optional<MessageRetracted>> retraction(String log, long version) {
    return logs.read(RoomEvent.class, log, version, version, 1, Direction.OLDEST_FIRST)
        .thenApply(
            chunk ->
                chunk.events().stream()
                    .map(Sequenced::event)
                    .filter(MessageRetracted.class::isInstance)
                    .map(MessageRetracted.class::cast)
                    .findFirst());
  }

  /** Whether the message at this version is a tombstone by now. */
  CompletionStage<Boolean> isBuried(String log, long version) {
    return exceptions
        .read(log, log, version, version)
        .thenApply(
            marks -> {
              var mark = marks.get(version);
              return mark != null && mark.rewrittenBy() != null;
            });
  }
}
