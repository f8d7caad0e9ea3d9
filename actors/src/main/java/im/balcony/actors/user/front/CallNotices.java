package im.balcony.actors.user.front;

import im.balcony.actors.user.messages.ArchiveIdStamp;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.event.index.IndexState;
import im.balcony.persistence.event.index.LiveCall;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xml.StoredXml;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * A device that comes while somebody calls gets the proposal (XEP-0353) with its age, before it
 * reads its archive: it may have seconds only. One that is taken, refused or given up is not told,
 * nor one of somebody who was blocked meanwhile (XEP-0191).
 */
final class CallNotices {
  private final Front front;
  private final OfflineMessages.Archive archive;
  private final MessageArchive messages;
  private final Supplier<IndexState> index;

  /**
   * @param index the archive as it is durable
   */
  CallNotices(
      Front front,
      OfflineMessages.Archive archive,
      MessageArchive messages,
      Supplier<IndexState> index) {
    this.front = front;
    this.archive = archive;
    this.messages = messages;
    this.index = index;
  }

  void came(OpenSession session) {
    archive.whenRead(
        archive.head(),
        head -> {
          if (head != null) {
            head.calls().live(now()).stream()
                .filter(call -> !front.isBlocked(Jid.parse(call.peer())))
                .forEach(call -> tell(session, call));
          }
        });
  }

  private void tell(OpenSession session, LiveCall call) {
    session.tellsCall(call.archiveId());
    archive.whenRead(
        messages.message(call.conversation(), call.version()),
        found -> {
          // it may have ended while it was read
          if (found != null && index.get().calls().isLive(call.archiveId(), now())) {
            found.ifPresent(xml -> session.send(told(xml, call), 0, true));
          }
        });
  }

  private Instant now() {
    return front.clock().instant();
  }

  private byte[] told(byte[] xml, LiveCall call) {
    var delay = new Delay(call.at(), front.bareJid().domainJid(), "").toElement();
    return ArchiveIdStamp.on(
        StoredXml.read(xml).withChild(delay).toBytes(), front.bareJid(), call.archiveId());
  }
}
