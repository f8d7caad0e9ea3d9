package im.balcony.actors.user.front;

import im.balcony.actors.session.Delivery;
import im.balcony.actors.user.index.IndexHead;
import im.balcony.actors.user.messages.ArchiveIdStamp;
import im.balcony.persistence.archive.ArchiveAnswer;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.archive.ArchiveQuery;
import im.balcony.persistence.archive.Direction;
import im.balcony.protocol.stanza.Message;
import im.balcony.protocol.stanza.StanzaReader;
import im.balcony.protocol.xep.carbons.CarbonRules;
import im.balcony.protocol.xep.carbons.Carbons;
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
    Function<IndexHead, CompletionStage<ArchiveAnswer>> read =
        head ->
            head.state().lastArchiveId() <= from
                ? OfflineMessages.NOTHING
                : archive.page(head, query);
    archive.whenRead(archive.head().thenCompose(read), answer -> release(session, answer));
  }

  private void release(OpenSession session, @Nullable ArchiveAnswer answer) {
    var missed = new ArrayList<Delivery>();
    if (answer instanceof ArchiveAnswer.Page page) {
      var held = session.heldIds();
      for (var item : page.items()) {
        if (!held.contains(item.archiveId())) {
          add(missed, session, item);
        }
      }
    }
    session.release(missed);
  }

  private void add(List<Delivery> missed, OpenSession session, ArchiveItem item) {
    if (!(StanzaReader.read(StoredXml.read(item.stanzaXml())) instanceof StanzaReader.Read read)
        || !(read.stanza() instanceof Message message)
        || message.from() == null) {
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
