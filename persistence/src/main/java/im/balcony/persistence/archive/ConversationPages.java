package im.balcony.persistence.archive;

import im.balcony.persistence.archive.ArchiveHead.ConversationHead;
import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;
import im.balcony.protocol.jid.Jid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Pages of an account's archive with one peer, straight from the conversation's log: the account's
 * exceptions are joined by range, ids become versions by bisection.
 */
final class ConversationPages {
  private final SealedLogs logs;
  private final ExceptionsTable exceptions;
  private final Tombstones tombstones;

  ConversationPages(SealedLogs logs, ExceptionsTable exceptions) {
    this.logs = logs;
    this.exceptions = exceptions;
    this.tombstones = new Tombstones(logs);
  }

  /** At most {@code wanted} items in the direction's order. */
  CompletionStage<RangeScan.Result<ArchiveItem>> read(
      ArchiveHead head, ArchiveQuery query, Jid with, int wanted) {
    var conversations = new ArrayList<>(head.conversationsWith(with.bare().toString()));
    if (query.direction() == Direction.NEWEST_FIRST) {
      Collections.reverse(conversations);
    }
    return readFrom(head, query, with, wanted, conversations, new ArrayList<>());
  }

  private CompletionStage<RangeScan.Result<ArchiveItem>> readFrom(
      ArchiveHead head,
      ArchiveQuery query,
      Jid with,
      int wanted,
      List<ConversationHead> left,
      List<ArchiveItem> found) {
    if (left.isEmpty() || found.size() >= wanted) {
      return CompletableFuture.completedFuture(new RangeScan.Result<>(found, false));
    }
    return readOne(head, query, with, wanted - found.size(), left.get(0))
        .thenCompose(
            result -> {
              found.addAll(result.found());
              return result.tooCostly()
                  ? CompletableFuture.completedFuture(new RangeScan.Result<>(found, true))
                  : readFrom(head, query, with, wanted, left.subList(1, left.size()), found);
            });
  }

  private CompletionStage<RangeScan.Result<ArchiveItem>> readOne(
      ArchiveHead head, ArchiveQuery query, Jid with, int wanted, ConversationHead conversation) {
    var account = head.incarnation();
    var log = conversation.log();
    var from =
        query.aboveId() > 0
            ? firstAbove(account, log, query.aboveId(), 1, conversation.version() + 1)
            : CompletableFuture.completedFuture(1L);
    var to =
        query.belowId() < Long.MAX_VALUE
            ? firstAbove(account, log, query.belowId() - 1, 1, conversation.version() + 1)
                .thenApply(version -> version - 1)
            : CompletableFuture.completedFuture(conversation.version());
    var scan =
        new RangeScan<ConversationEvent, ArchiveItem>(
            logs,
            ConversationEvent.class,
            log,
            query.direction(),
            wanted,
            rows -> items(head, log, query, with, rows));
    var lowest = Cleared.floor(head, log) + 1;
    return from.thenCompose(
        first -> to.thenCompose(last -> scan.run(Math.max(first, lowest), last)));
  }

  /** The first version whose id for this account is above the given one; {@code end} if none. */
  private CompletionStage<Long> firstAbove(
      String account, String log, long archiveId, long begin, long end) {
    if (begin >= end) {
      return CompletableFuture.completedFuture(end);
    }
    var middle = begin + (end - begin) / 2;
    return logs.read(ConversationEvent.class, log, middle, end - 1, 1, Direction.OLDEST_FIRST)
        .thenCompose(
            chunk -> {
              if (chunk.rows() == 0) {
                return firstAbove(account, log, archiveId, begin, middle);
              }
              if (chunk.events().isEmpty()
                  || !(chunk.events().get(0).event() instanceof MessageSent sent)) {
                return erasedInTheMiddle(account, log, archiveId, begin, end);
              }
              var version = chunk.lastSequenceNr();
              return idOf(account, log, version, sent)
                  .thenCompose(
                      id ->
                          id > archiveId
                              ? firstAbove(account, log, archiveId, begin, middle)
                              : firstAbove(account, log, archiveId, version + 1, end));
            });
  }

  /** Erased events have no id any more: without one to compare with, the whole range is scanned. */
  private CompletionStage<Long> erasedInTheMiddle(
      String account, String log, long archiveId, long begin, long end) {
    return new RangeScan<ConversationEvent, Long>(
            logs,
            ConversationEvent.class,
            log,
            Direction.OLDEST_FIRST,
            1,
            rows ->
                exceptionsFor(account, log, rows)
                    .thenApply(
                        marks ->
                            rows.stream()
                                .filter(
                                    row ->
                                        row.event() instanceof MessageSent sent
                                            && idOf(row, sent, marks) > archiveId)
                                .map(Sequenced::sequenceNr)
                                .toList()))
        .run(begin, end - 1)
        .thenApply(result -> result.found().isEmpty() ? end : result.found().get(0));
  }

  private CompletionStage<Long> idOf(String account, String log, long version, MessageSent sent) {
    return exceptions
        .read(account, log, version, version)
        .thenApply(marks -> ArchiveException.archiveId(sent, marks.get(version)));
  }

  private static long idOf(
      Sequenced<ConversationEvent> row, MessageSent sent, Map<Long, ArchiveException> marks) {
    return ArchiveException.archiveId(sent, marks.get(row.sequenceNr()));
  }

  private CompletionStage<? extends Map<Long, ArchiveException>> exceptionsFor(
      String account, String log, List<Sequenced<ConversationEvent>> rows) {
    if (rows.isEmpty()) {
      return CompletableFuture.completedFuture(Map.of());
    }
    var one = rows.get(0).sequenceNr();
    var other = rows.get(rows.size() - 1).sequenceNr();
    return exceptions.read(account, log, Math.min(one, other), Math.max(one, other));
  }

  private CompletionStage<List<ArchiveItem>> items(
      ArchiveHead head,
      String log,
      ArchiveQuery query,
      Jid with,
      List<Sequenced<ConversationEvent>> rows) {
    return exceptionsFor(head.incarnation(), log, rows)
        .thenCompose(
            marks -> {
              var items = new ArrayList<CompletionStage<ArchiveItem>>(rows.size());
              for (var row : rows) {
                if (row.event() instanceof MessageSent sent && matches(with, sent)) {
                  var mark = marks.get(row.sequenceNr());
                  var id = ArchiveException.archiveId(sent, mark);
                  var hidden =
                      (mark != null && mark.hidden())
                          || Cleared.hides(head, log, row.sequenceNr(), sent);
                  if (!hidden && id > query.aboveId() && id < query.belowId()) {
                    items.add(
                        tombstones
                            .served(log, sent, mark)
                            .thenApply(xml -> ArchiveItem.of(id, xml)));
                  }
                }
              }
              return Stages.all(items);
            });
  }

  private static boolean matches(Jid with, MessageSent sent) {
    if (with.isBare() || with.isDomain()) {
      return true;
    }
    var full = with.toString();
    return full.equals(sent.from()) || full.equals(sent.to());
  }
}
