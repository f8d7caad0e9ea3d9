package im.balcony.actors.feature.inbox;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.Envelope;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.InboxRows;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xep.forward.Forwarded;
import im.balcony.protocol.xep.inbox.Inbox;
import im.balcony.protocol.xep.mam.Mam;
import im.balcony.protocol.xep.notifysettings.NotifySetting;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * XEP-0430: the conversations in the order of their newest messages. A peer has one, whether they
 * speak in the clear or encrypted.
 */
public final class InboxFeature implements Feature {
  private final RowPreviews previews;

  public InboxFeature(RowPreviews previews) {
    this.previews = previews;
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(Inbox.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return List.of(IqService.own(IqService.Types.GET, "inbox", Inbox.NAMESPACE, this::query));
  }

  private IqAnswer query(IqRequest request) {
    var query = Inbox.read(request.payload());
    if (query.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    return IqAnswer.fromArchive(request, head -> answer(request, query.get(), head.inbox()));
  }

  private CompletionStage<IqAnswer.Reply> answer(IqRequest request, Inbox query, InboxRows inbox) {
    var all = inbox.byPeer(row -> row.hasMessages() && !row.settings().isDeleted());
    all.sort(RowPage.NEWEST_FIRST);
    var unread = all.stream().filter(row -> row.unread() > 0).count();
    var list = query.unreadOnly() ? all.stream().filter(row -> row.unread() > 0).toList() : all;
    var page = RowPage.of(list, query.page());
    if (page.isEmpty()) {
      return IqAnswer.Reply.now(IqAnswer.refused(StanzaError.itemNotFound()));
    }
    var rows = page.get().rows();
    var fin = Inbox.fin(all.size(), unread, inbox.unread(), page.get().result());
    return previews
        .of(request.account(), query.messages() ? rows : List.of())
        .thenApply(found -> reply(request, inbox, rows, found, fin));
  }

  private static IqAnswer.Reply reply(
      IqRequest request,
      InboxRows inbox,
      List<InboxRow> rows,
      Map<String, byte[]> previews,
      XmlElement fin) {
    var entries =
        rows.stream()
            .map(row -> entry(request, row, inbox.setting(row), previews.get(row.key())))
            .toList();
    return new IqAnswer.Reply(entries, IqAnswer.result(fin, new Consequence.ArchiveUsed()));
  }

  private static byte[] entry(
      IqRequest request, InboxRow row, NotifySetting notify, byte @Nullable [] preview) {
    var newest = RowRooms.newestId(row);
    var id = Long.toString(newest);
    var room = RowRooms.element(row);
    var message =
        XmlElement.named("message", "jabber:client")
            .attribute("from", request.account().toString())
            .attribute("to", request.asker().toString())
            .child(Inbox.entry(row.peer(), row.unread(), id, notify));
    if (room != null) {
      message.child(room);
    }
    if (preview == null) {
      return message.build().toBytes();
    }
    var at = ArchiveItem.timeOf(newest);
    var forwarded =
        XmlElement.named("forwarded", Forwarded.NAMESPACE)
            .child(new Delay(at, null, "").toElement())
            .text(Envelope.PLACE)
            .build();
    var result =
        XmlElement.named("result", Mam.NAMESPACE)
            .attribute("queryid", request.iq().id())
            .attribute("id", id)
            .child(forwarded)
            .build();
    return Envelope.of(message.child(result).build()).around(preview);
  }
}
