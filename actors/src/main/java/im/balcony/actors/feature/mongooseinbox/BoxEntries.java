package im.balcony.actors.feature.mongooseinbox;

import im.balcony.actors.feature.Envelope;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.inbox.RowRooms;
import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xep.forward.Forwarded;
import im.balcony.protocol.xep.mongooseinbox.BoxProperties;
import im.balcony.protocol.xep.mongooseinbox.BoxQuery;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conversations as MongooseIM's clients see them. */
public final class BoxEntries {
  private BoxEntries() {}

  /** Tells the owner's clients how a conversation stands now, if there is one with this peer. */
  public static Optional<XmlElement> news(ArchiveHead head, Jid account, Jid peer, Instant now) {
    var jid = peer.toString();
    return head.inbox().byPeer(row -> row.peer().equals(jid)).stream()
        .findFirst()
        .map(
            row ->
                XmlElement.named("message", "jabber:client")
                    .attribute("from", account.toString())
                    .attribute("to", account.toString())
                    .child(properties(row, now).toElement("x", jid))
                    .build());
  }

  static BoxProperties properties(InboxRow row, Instant now) {
    var settings = row.settings();
    return new BoxProperties(
        settings.box(),
        settings.isMuted(now.getEpochSecond())
            ? Instant.ofEpochSecond(settings.mutedUntil())
            : null,
        row.unread() == 0);
  }

  /** A message of the list. */
  static byte[] entry(IqRequest request, @Nullable String queryId, InboxRow row, byte[] preview) {
    var result =
        XmlElement.named("result", BoxQuery.NAMESPACE)
            .attribute("unread", Long.toString(row.unread()))
            .attribute("queryid", queryId)
            .child(forwarded(row))
            .children(properties(row, request.now()).inList());
    var room = RowRooms.element(row);
    if (room != null) {
      result.child(room);
    }
    return Envelope.of(
            XmlElement.named("message", "jabber:client")
                .attribute("from", request.account().toString())
                .attribute("to", request.asker().toString())
                .attribute("id", Long.toString(row.updated()))
                .child(result.build())
                .build())
        .around(preview);
  }

  /** The properties with the newest message. */
  static XmlElement complete(XmlElement properties, InboxRow row, byte[] preview) {
    return properties.withChild(forwarding(row).child(StoredXml.read(preview)).build());
  }

  private static XmlElement forwarded(InboxRow row) {
    return forwarding(row).text(Envelope.PLACE).build();
  }

  private static XmlElement.Builder forwarding(InboxRow row) {
    return XmlElement.named("forwarded", Forwarded.NAMESPACE)
        .child(new Delay(ArchiveItem.timeOf(RowRooms.newestId(row)), null, "").toElement());
  }
}
