package im.balcony.actors.user.front;

import im.balcony.actors.user.messages.MessagePath;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.archive.MessagePlace;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.content.ConversationType;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which message a marker is about, by the id in the sender's archive that it carries (Client
 * Synchronization): that one is found however old it is.
 */
final class MarkerTargets {
  private final MessagePath path;
  private final OfflineMessages.Archive archive;
  private final MessageArchive messages;

  MarkerTargets(MessagePath path, OfflineMessages.Archive archive, MessageArchive messages) {
    this.path = path;
    this.archive = archive;
    this.messages = messages;
  }

  /** Found at once: among the newest messages of the peer's conversations. */
  Optional<MessagePlace> known(Jid peer, long archiveId) {
    return path.index().flatMap(index -> known(index, peer.toString(), archiveId));
  }

  private static Optional<MessagePlace> known(IndexState index, String peer, long archiveId) {
    for (var type : ConversationType.all()) {
      var row = index.inbox().get(peer, type);
      if (row != null) {
        for (var content : row.contents()) {
          if (content.archiveId() == archiveId) {
            return Optional.of(new MessagePlace(row.conversation(), content.version()));
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Looked up in the archive.
   *
   * @param then gets nothing when there is no such message of the peer's
   */
  void find(Jid peer, long archiveId, Consumer<@Nullable MessagePlace> then) {
    archive.whenRead(
        archive
            .head()
            .thenCompose(head -> messages.entry(head, archiveId))
            .thenApply(entry -> entry.filter(found -> isOf(peer, found)).stream().toList()),
        found -> then.accept(place(found)));
  }

  private static boolean isOf(Jid peer, Indexed entry) {
    return !entry.outgoing() && entry.peer().equals(peer.toString());
  }

  private static @Nullable MessagePlace place(@Nullable List<Indexed> found) {
    return found == null || found.isEmpty()
        ? null
        : new MessagePlace(found.get(0).conversation(), found.get(0).version());
  }
}
