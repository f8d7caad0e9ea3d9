package im.balcony.actors.user.index;

import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.event.index.InboxRows;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.persistence.event.index.LiveCalls;
import im.balcony.persistence.event.index.Position;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** An account's archive as its User knows it at this moment; what a reader of pages needs. */
public record IndexHead(String incarnation, IndexState state) implements ArchiveHead {

  @Override
  public String indexLog() {
    return IndexLog.persistenceIdOf(incarnation);
  }

  @Override
  public long stamp() {
    return state.lastArchiveId();
  }

  @Override
  public InboxRows inbox() {
    return state.inbox();
  }

  @Override
  public LiveCalls calls() {
    return state.calls();
  }

  @Override
  public long sequenceNr() {
    return state.sequenceNr();
  }

  @Override
  public long sequenceNrBefore(long archiveId) {
    return state.sparse().sequenceNrBefore(archiveId);
  }

  @Override
  public long sequenceNrAfter(long archiveId) {
    return state.sparse().sequenceNrAfter(archiveId);
  }

  @Override
  public long clearedUpTo(String log, String type) {
    return state.positions().clearedUpTo(log, type);
  }

  /** Several lives of one name follow each other, so the last ids are in the order of the logs. */
  @Override
  public List<ConversationHead> conversationsWith(String bareJid) {
    return state.positions().asMap().entrySet().stream()
        .filter(each -> each.getValue().peer().equals(bareJid))
        .sorted(
            Comparator.comparing((Map.Entry<String, Position> each) -> each.getValue().archiveId()))
        .map(each -> new ConversationHead(each.getKey(), each.getValue().version()))
        .toList();
  }
}
