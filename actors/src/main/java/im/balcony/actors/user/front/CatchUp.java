package im.balcony.actors.user.front;

import im.balcony.actors.session.Delivery;
import im.balcony.actors.user.index.IndexHead;
import im.balcony.actors.user.messages.ArchiveIdStamp;
import im.balcony.persistence.archive.ArchiveAnswer;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.archive.ArchiveQuery;
import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.event.index.LiveCalls;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.carbons.CarbonRules;
import im.balcony.protocol.xep.carbons.Carbons;
import im.balcony.protocol.xep.jmi.CallSignal;
import im.balcony.protocol.xml.StoredXml;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a session missed while its User was replaced: it says the last archive id that it passed on
 * and gets what lies after it (DESIGN section 3, write path, step 10).
 */
final class CatchUp {
  /** A session that missed more synchronises by itself (XEP-0313). */
  private static final int ITEMS_MAX = 100;

  /** What lies after a session's last message, and who called lately. */
  private record Missed(ArchiveAnswer answer, LiveCalls calls) {}

  private final Front front;
  private final OfflineMessages.Archive archive;
  private final OfflineMessages offline;
  private final CarbonCopies carbons;

  CatchUp(Front front, OfflineMessages.Archive archive, OfflineMessages offline) {
    this.front = front;
    this.archive = archive;
    this.offline = offline;
    this.carbons = new CarbonCopies(front.bareJid());
  }

  void resumed(OpenSession session, long lastArchiveId) {
    var from = Math.max(lastArchiveId, session.memory().knownArchiveId());
    if (from == 0) {
      return;
    }
    if (session.takesMessages()) {
      offline.sessionKnows(from);
    }
    session.hold();
    var query =
        new ArchiveQuery(null, from, Long.MAX_VALUE, List.of(), ITEMS_MAX, Direction.OLDEST_FIRST);
    Function<IndexHead, CompletionStage<Missed>> read =
        head ->
            (head.state().lastArchiveId() <= from
                    ? OfflineMessages.NOTHING
                    : archive.page(head, query))
                .thenApply(answer -> new Missed(answer, head.calls()));
    archive.whenRead(archive.head().thenCompose(read), missed -> release(session, missed));
  }

  private void release(OpenSession session, @Nullable Missed missed) {
    var waiting = new ArrayList<Delivery>();
    if (missed != null && missed.answer() instanceof ArchiveAnswer.Page page) {
      var held = session.heldIds();
      for (var item : page.items()) {
        if (!held.contains(item.archiveId())) {
          add(waiting, session, item, missed.calls());
        }
      }
    }
    session.release(waiting);
  }

  /** Nobody rings for a call that is taken, given up or over. */
  private boolean ringsLate(Message message, long archiveId, LiveCalls calls) {
    var from = message.from();
    return from != null
        && !front.isOwn(from)
        && !calls.isLive(archiveId, front.clock().instant())
        && CallSignal.proposal(message.element()).isPresent();
  }

  private void add(List<Delivery> missed, OpenSession session, ArchiveItem item, LiveCalls calls) {
    if (!(StanzaReader.read(StoredXml.read(item.stanzaXml())) instanceof StanzaReader.Read read)
        || !(read.stanza() instanceof Message message)
        || message.from() == null
        || ringsLate(message, item.archiveId(), calls)) {
      return;
    }
    var stamped = ArchiveIdStamp.on(item.stanzaXml(), front.bareJid(), item.archiveId());
    var xml = new ArrivedBytes(front, item.archiveId(), stamped).of(session);
    var to = message.to() == null ? front.bareJid() : message.to();
    if (front.isOwn(to)
        && DeliveryRules.recipients(front.sessions(), message.type(), to).contains(session)) {
      missed.add(new Delivery(xml, item.archiveId(), true));
      return;
    }
    var direction =
        front.isOwn(message.from()) ? Carbons.Direction.SENT : Carbons.Direction.RECEIVED;
    if (session.memory().carbons()
        && !message.from().equals(session.fullJid())
        && CarbonRules.isEligible(message, direction)) {
      var copy = carbons.copy(direction, message.type().value(), session.fullJid(), xml);
      missed.add(new Delivery(copy, item.archiveId(), true));
    }
  }
}
