package im.balcony.actors.feature.inbox;

import im.balcony.actors.user.messages.ArchiveIdStamp;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.protocol.jid.Jid;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The newest messages of conversations, as they are listed. */
public final class RowPreviews {
  private final MessageArchive archive;

  public RowPreviews(MessageArchive archive) {
    this.archive = archive;
  }

  /**
   * By the key of the row: the newest message that was not taken back, corrected if it was
   * corrected, with the account's stanza-id. Rows without such a message are not among them.
   */
  public CompletionStage<Map<String, byte[]>> of(Jid account, List<InboxRow> rows) {
    Map<String, byte[]> previews = new ConcurrentHashMap<>();
    var reads =
        rows.stream().map(row -> read(account, row, previews)).toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(reads).thenApply(done -> previews);
  }

  private CompletableFuture<?> read(Jid account, InboxRow row, Map<String, byte[]> into) {
    var last = row.last();
    if (last.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    var content = last.get();
    return archive
        .message(row.conversation(), content.shown())
        .thenAccept(
            found ->
                found.ifPresent(
                    xml ->
                        into.put(row.key(), ArchiveIdStamp.on(xml, account, content.archiveId()))))
        .toCompletableFuture();
  }
}
