package im.balcony.actors.user.front;

import im.balcony.actors.feature.inbox.RowPreviews;
import im.balcony.actors.feature.mongooseinbox.BoxEntries;
import im.balcony.actors.feature.sync.SyncRows;
import im.balcony.actors.user.index.IndexHead;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.LiveCall;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.sync.Synchronization;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the clients that follow the list of conversations how one of them stands now. */
final class RowPushes {
  private final Front front;
  private final RosterPushes pushes;
  private final OfflineMessages.Archive archive;
  private final RowPreviews previews;

  private record Pushed(IndexHead head, InboxRow row, Map<String, byte[]> previews) {}

  RowPushes(
      Front front, RosterPushes pushes, OfflineMessages.Archive archive, RowPreviews previews) {
    this.front = front;
    this.pushes = pushes;
    this.archive = archive;
    this.previews = previews;
  }

  /**
   * @param changer the client that changed it knows already; null when none did
   */
  void push(Jid peer, String type, @Nullable OpenSession changer) {
    var followers =
        front.sessions().where(session -> session != changer && session.memory().inboxUsed());
    if (followers.isEmpty()) {
      return;
    }
    var read =
        archive
            .head()
            .thenCompose(
                head -> {
                  var row = head.inbox().get(peer.toString(), type);
                  var rows = row == null ? List.<InboxRow>of() : List.of(row);
                  return previews
                      .of(front.bareJid(), rows, callsOf(head, peer))
                      .thenApply(
                          found ->
                              rows.stream().map(each -> new Pushed(head, each, found)).toList());
                });
    archive.whenRead(
        read,
        found -> {
          if (found != null) {
            found.forEach(each -> push(followers, each));
          }
        });
  }

  private List<LiveCall> callsOf(IndexHead head, Jid peer) {
    if (front.isBlocked(peer)) {
      return List.of();
    }
    return head.calls().live(peer.toString(), front.clock().instant()).stream().toList();
  }

  /** MongooseIM's form: a message of the account to all its clients. */
  void tellBox(Jid peer) {
    archive.whenRead(
        archive.head(),
        head -> {
          if (head != null) {
            BoxEntries.news(head, front.bareJid(), peer, front.clock().instant())
                .ifPresent(this::tellAll);
          }
        });
  }

  private void tellAll(XmlElement message) {
    for (var session : front.sessions().available()) {
      session.send(message, true);
    }
  }

  private void push(List<OpenSession> followers, Pushed pushed) {
    var inbox = pushed.head().inbox();
    var shown = new SyncRows(front.bareJid(), front.decided(), inbox, front.clock().instant());
    var element = shown.element(pushed.row(), pushed.previews());
    pushes.push(followers, Synchronization.query(pushed.head().stamp(), List.of(element)));
  }
}
