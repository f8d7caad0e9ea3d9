package im.balcony.actors.user.front;

import im.balcony.actors.feature.rewrite.RewriteNews;
import im.balcony.persistence.event.index.Rewrite;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xml.XmlElement;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Tells the clients that follow the list of conversations what was corrected or taken back: each
 * change, and how its conversation stands now.
 */
final class RewriteNotices {
  private final Front front;
  private final OfflineMessages.Archive archive;
  private final RewriteNews news;
  private final RowPushes rows;

  private record Row(Jid peer, String type) {}

  RewriteNotices(Front front, OfflineMessages.Archive archive, RewriteNews news, RowPushes rows) {
    this.front = front;
    this.archive = archive;
    this.news = news;
    this.rows = rows;
  }

  void tell(List<Rewrite> rewrites) {
    if (followers().isEmpty()) {
      return;
    }
    archive.whenRead(
        archive.head().thenCompose(head -> news.of(head, front.bareJid(), rewrites)),
        payloads -> {
          if (payloads != null) {
            payloads.forEach(this::send);
          }
        });
    var changed = new LinkedHashSet<Row>();
    rewrites.forEach(each -> changed.add(new Row(Jid.parse(each.peer()), each.type())));
    changed.forEach(row -> rows.push(row.peer(), row.type(), null));
  }

  private void send(XmlElement payload) {
    var xml = RewriteNews.headline(front.bareJid(), payload).build().toBytes();
    followers().forEach(session -> session.send(xml, 0, false));
  }

  private List<OpenSession> followers() {
    return front.sessions().where(session -> session.memory().inboxUsed());
  }
}
