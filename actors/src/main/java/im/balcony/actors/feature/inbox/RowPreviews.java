package im.balcony.actors.feature.inbox;

import im.balcony.actors.feature.muc.MucFace;
import im.balcony.actors.user.messages.ArchiveIdStamp;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.LiveCall;
import im.balcony.persistence.event.index.RowContent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.StoredXml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The newest messages of conversations and the calls of the moment, as they are listed. */
public final class RowPreviews {
  private static final String CALL = "call";

  private final MessageArchive archive;

  public RowPreviews(MessageArchive archive) {
    this.archive = archive;
  }

  /** As {@link #of(Jid, List)}; beside them, by {@link #callKey}, the proposals of these calls. */
  public CompletionStage<Map<String, byte[]>> of(
      Jid account, List<InboxRow> rows, List<LiveCall> calls) {
    return calls.isEmpty()
        ? of(account, rows)
        : of(account, rows)
            .thenCombine(
                proposals(account, calls),
                (previews, proposals) -> {
                  previews.putAll(proposals);
                  return previews;
                });
  }

  /** Where the proposal of this peer's newest call stands; the key of no row. */
  public static String callKey(String peer) {
    return InboxRow.key(peer, CALL);
  }

  private CompletionStage<Map<String, byte[]>> proposals(Jid account, List<LiveCall> calls) {
    Map<String, LiveCall> newest = new LinkedHashMap<>();
    calls.forEach(call -> newest.put(callKey(call.peer()), call));
    Map<String, byte[]> proposals = new ConcurrentHashMap<>();
    var reads =
        newest.entrySet().stream()
            .map(each -> read(account, each.getKey(), each.getValue(), proposals))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(reads).thenApply(done -> proposals);
  }

  private CompletableFuture<?> read(
      Jid account, String key, LiveCall call, Map<String, byte[]> into) {
    return archive
        .message(call.conversation(), call.version())
        .thenAccept(
            found ->
                found.ifPresent(
                    xml -> into.put(key, ArchiveIdStamp.on(xml, account, call.archiveId()))))
        .toCompletableFuture();
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
    if (row.room() != null) {
      return readRoom(row, content, into);
    }
    return archive
        .message(row.conversation(), content.shown())
        .thenAccept(
            found ->
                found.ifPresent(
                    xml ->
                        into.put(row.key(), ArchiveIdStamp.on(xml, account, content.archiveId()))))
        .toCompletableFuture();
  }

  /** As the room showed it to everybody, with its own stanza-id. */
  private CompletableFuture<?> readRoom(
      InboxRow row, RowContent content, Map<String, byte[]> into) {
    return archive
        .rooms()
        .at(row.conversation(), content.shown())
        .thenAccept(
            found ->
                found.ifPresent(
                    said ->
                        into.put(
                            row.key(),
                            new MucFace(Jid.parse(row.peer()))
                                .kept(
                                    said.nick(),
                                    StoredXml.read(said.stanzaXml()),
                                    said.occupantId(),
                                    said.id())
                                .toBytes())))
        .toCompletableFuture();
  }
}
