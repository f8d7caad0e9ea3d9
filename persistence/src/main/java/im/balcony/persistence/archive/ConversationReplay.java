package im.balcony.persistence.archive;

import im.balcony.persistence.event.conversation.ConversationEvent;
import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The log of one conversation from one version to another, without what the account may not see:
 * one range read of the log, one of the account's exceptions, for each page.
 */
final class ConversationReplay {
  private final SealedLogs logs;
  private final ExceptionsTable exceptions;
  private final Tombstones tombstones;

  ConversationReplay(SealedLogs logs, ExceptionsTable exceptions) {
    this.logs = logs;
    this.exceptions = exceptions;
    this.tombstones = new Tombstones(logs);
  }

  /**
   * A page of at most so many versions, hidden ones included.
   *
   * @param from the lowest version, at least 1
   * @param to the highest version, not below {@code from}
   * @return in the direction asked for
   */
  CompletionStage<List<ReplayItem>> page(
      ArchiveHead head, String log, long from, long to, Direction direction) {
    var limit = Math.toIntExact(to - from + 1);
    return logs.read(ConversationEvent.class, log, from, to, limit, direction)
        .thenCombine(
            exceptions.read(head.incarnation(), log, from, to),
            (chunk, marks) -> items(head, log, chunk.events(), marks))
        .thenCompose(stages -> Stages.all(stages));
  }

  private List<CompletionStage<ReplayItem>> items(
      ArchiveHead head,
      String log,
      List<Sequenced<ConversationEvent>> rows,
      Map<Long, ArchiveException> marks) {
    var items = new ArrayList<CompletionStage<ReplayItem>>(rows.size());
    for (var row : rows) {
      var version = row.sequenceNr();
      var mark = marks.get(version);
      if (row.event() instanceof MessageSent sent
          && (mark == null || !mark.hidden())
          && !Cleared.hides(head, log, version, sent)) {
        var id = ArchiveException.archiveId(sent, mark);
        var by = mark == null ? null : mark.rewrittenBy();
        items.add(
            tombstones
                .served(log, sent, mark)
                .thenApply(xml -> new ReplayItem(version, id, sent, by, xml)));
      }
    }
    return items;
  }
}
