package im.balcony.actors.user.front;

import im.balcony.actors.session.SessionId;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.archive.MessageLookup;
import im.balcony.protocol.xep.delivery.ReliableDelivery;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;

/**
 * Tells a client that its message is stored (reliable delivery). Only one that has shown that it
 * knows the namespace: by asking for the list of conversations (Client Synchronization), or by
 * sending a message again with its mark.
 */
final class StoredNotices {
  private final Front front;
  private final String incarnation;
  private final OfflineMessages.Archive archive;
  private final MessageLookup lookup;

  StoredNotices(
      Front front, String incarnation, OfflineMessages.Archive archive, MessageLookup lookup) {
    this.front = front;
    this.incarnation = incarnation;
    this.archive = archive;
    this.lookup = lookup;
  }

  /** The message was sent again, and is in the conversation's log at that version. */
  void tellAgain(SessionId sender, byte[] message, String log, long version) {
    var session = front.sessions().get(sender);
    if (session == null || !session.memory().knowsDelivery()) {
      return;
    }
    archive.whenRead(
        lookup.find(incarnation, log, version).thenApply(found -> found.stream().toList()),
        found -> {
          if (found != null) {
            found.forEach(stored -> tell(session, message, stored.archiveId()));
          }
        });
  }

  /**
   * @param message as it was sent
   * @param archiveId in the account's archive, 0 when it is not there
   */
  void tell(OpenSession session, byte[] message, long archiveId) {
    if (archiveId == 0 || !session.memory().knowsDelivery()) {
      return;
    }
    var at = ArchiveItem.timeOf(archiveId);
    ReliableDelivery.received(StoredXml.read(message), front.bareJid(), archiveId, at)
        .ifPresent(received -> session.send(headline(session, received), true));
  }

  private XmlElement headline(OpenSession session, XmlElement received) {
    return XmlElement.named("message", Front.NAMESPACE)
        .attribute("from", front.bareJid().domain())
        .attribute("to", session.fullJid().toString())
        .attribute("type", "headline")
        .child(received)
        .build();
  }
}
