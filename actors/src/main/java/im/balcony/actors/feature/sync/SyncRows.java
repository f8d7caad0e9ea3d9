package im.balcony.actors.feature.sync;

import im.balcony.actors.feature.inbox.RowPreviews;
import im.balcony.actors.feature.inbox.RowRooms;
import im.balcony.actors.user.account.AccountState;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.InboxRows;
import im.balcony.persistence.event.index.RowSettings;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.content.ConversationType;
import im.balcony.protocol.xep.delivery.ReliableDelivery;
import im.balcony.protocol.xep.sync.SyncChange.Status;
import im.balcony.protocol.xep.sync.SyncConversation;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.Map;

/**
 * Conversations as Client Synchronization shows them.
 *
 * @param account the bare JID whose they are
 * @param inbox all of them
 */
public record SyncRows(Jid account, AccountState state, InboxRows inbox, Instant now) {

  /**
   * @param previews the newest messages and the calls of the moment, see RowPreviews
   */
  public XmlElement element(InboxRow row, Map<String, byte[]> previews) {
    var settings = row.settings();
    var peer = Jid.parse(row.peer());
    return new SyncConversation(
            peer,
            row.type(),
            status(settings),
            row.updated(),
            settings.pinned(),
            settings.isMuted(now.getEpochSecond()) ? settings.mutedUntil() : 0,
            inbox.setting(row),
            settings.isDeleted() ? null : content(row, peer, previews))
        .toElement();
  }

  static Status status(RowSettings settings) {
    return settings.isDeleted()
        ? Status.DELETED
        : settings.box().equals(RowSettings.ARCHIVE) ? Status.ARCHIVED : Status.ACTIVE;
  }

  private SyncConversation.Content content(InboxRow row, Jid peer, Map<String, byte[]> previews) {
    var isChat = row.type().equals(ConversationType.CHAT);
    var request = isChat ? state.shownRequests().get(peer) : null;
    var preview = previews.get(row.key());
    var call = isChat ? previews.get(RowPreviews.callKey(row.peer())) : null;
    return new SyncConversation.Content(
        request == null ? null : StoredXml.read(request.stanzaXml()),
        row.rewrites(),
        row.unread(),
        row.reading().readId(),
        row.displayedId(),
        row.deliveredId(),
        preview == null ? null : withTime(row, StoredXml.read(preview)),
        call == null ? null : StoredXml.read(call),
        RowRooms.element(row));
  }

  private XmlElement withTime(InboxRow row, XmlElement message) {
    var id = row.last().map(last -> last.archiveId()).orElse(row.updated());
    return message.withChild(ReliableDelivery.time(account, ArchiveItem.timeOf(id)));
  }
}
