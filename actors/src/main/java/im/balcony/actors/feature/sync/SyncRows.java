package im.balcony.actors.feature.sync;

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
import org.jspecify.annotations.Nullable;

/**
 * Conversations as Client Synchronization shows them.
 *
 * @param account the bare JID whose they are
 * @param inbox all of them
 */
public record SyncRows(Jid account, AccountState state, InboxRows inbox, Instant now) {

  /**
   * @param preview the newest message with its stanza-id, if there is one
   */
  public XmlElement element(InboxRow row, byte @Nullable [] preview) {
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
            settings.isDeleted() ? null : content(row, peer, preview))
        .toElement();
  }

  static Status status(RowSettings settings) {
    return settings.isDeleted()
        ? Status.DELETED
        : settings.box().equals(RowSettings.ARCHIVE) ? Status.ARCHIVED : Status.ACTIVE;
  }

  private SyncConversation.Content content(InboxRow row, Jid peer, byte @Nullable [] preview) {
    var request = row.type().equals(ConversationType.CHAT) ? state.shownRequests().get(peer) : null;
    return new SyncConversation.Content(
        request == null ? null : StoredXml.read(request.stanzaXml()),
        row.rewrites(),
        row.unread(),
        row.reading().readId(),
        row.displayedId(),
        row.deliveredId(),
        preview == null ? null : withTime(row, StoredXml.read(preview)));
  }

  private XmlElement withTime(InboxRow row, XmlElement message) {
    var id = row.last().map(last -> last.archiveId()).orElse(row.updated());
    return message.withChild(ReliableDelivery.time(account, ArchiveItem.timeOf(id)));
  }
}
