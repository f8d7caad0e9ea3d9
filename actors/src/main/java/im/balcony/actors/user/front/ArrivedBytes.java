package im.balcony.actors.user.front;

import im.balcony.actors.user.messages.ArchiveIdStamp;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.protocol.xep.delivery.ReliableDelivery;
import org.jspecify.annotations.Nullable;

/** A message on its way to the account's sessions; who knows reliable delivery gets its time. */
final class ArrivedBytes {
  private final Front front;
  private final byte[] xml;
  private final long archiveId;
  private byte @Nullable [] timed;

  /**
   * @param archiveId 0 when it is not in the archive
   * @param xml with its stanza-id when it is
   */
  ArrivedBytes(Front front, long archiveId, byte[] xml) {
    this.front = front;
    this.archiveId = archiveId;
    this.xml = xml;
  }

  long archiveId() {
    return archiveId;
  }

  byte[] of(OpenSession session) {
    if (archiveId == 0 || !session.memory().knowsDelivery()) {
      return xml;
    }
    if (timed == null) {
      var time = ReliableDelivery.time(front.bareJid(), ArchiveItem.timeOf(archiveId));
      timed = ArchiveIdStamp.with(xml, time.toBytes());
    }
    return timed;
  }
}
