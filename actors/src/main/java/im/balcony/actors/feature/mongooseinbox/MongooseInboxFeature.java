package im.balcony.actors.feature.mongooseinbox;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.feature.inbox.RowPage;
import im.balcony.actors.feature.inbox.RowPreviews;
import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.RowSettings;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.mongooseinbox.BoxProperties;
import im.balcony.protocol.xep.mongooseinbox.BoxQuery;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The inbox of MongooseIM ({@code erlang-solutions.com:xmpp:inbox:0}): the same rows as XEP-0430
 * and Client Synchronization, in boxes.
 */
public final class MongooseInboxFeature implements Feature {
  private final RowPreviews previews;
  private final BoxChanges changes;
  private final List<String> boxes;

  /**
   * @param moreBoxes names of boxes that the operator added
   */
  public MongooseInboxFeature(RowPreviews previews, List<String> moreBoxes) {
    this.previews = previews;
    var all = new ArrayList<>(List.of(RowSettings.INBOX, RowSettings.ARCHIVE, RowSettings.BIN));
    all.addAll(moreBoxes);
    this.boxes = List.copyOf(all);
    this.changes = new BoxChanges(previews, boxes);
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(BoxQuery.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.own(
            IqService.Types.GET,
            "query",
            BoxQuery.NAMESPACE,
            request -> IqAnswer.result(BoxQuery.form(boxes))),
        IqService.own(IqService.Types.SET, "inbox", BoxQuery.NAMESPACE, this::list),
        IqService.own(IqService.Types.SET, "empty-bin", BoxQuery.NAMESPACE, changes::emptyBin),
        IqService.own(
            IqService.Types.GET_AND_SET, "query", BoxProperties.NAMESPACE, changes::properties),
        IqService.own(IqService.Types.SET, "reset", BoxProperties.NAMESPACE, changes::reset));
  }

  private IqAnswer list(IqRequest request) {
    var query = BoxQuery.read(request.payload(), boxes);
    if (query.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    return IqAnswer.fromArchive(request, head -> answer(request, query.get(), head));
  }

  private CompletionStage<IqAnswer.Reply> answer(
      IqRequest request, BoxQuery query, ArchiveHead head) {
    var list =
        head.inbox().byPeer(row -> isIn(row, query.box())).stream()
            .filter(row -> isWanted(row, query))
            .sorted(query.oldestFirst() ? RowPage.NEWEST_FIRST.reversed() : RowPage.NEWEST_FIRST)
            .toList();
    var page = RowPage.of(list, query.page());
    if (page.isEmpty()) {
      return IqAnswer.Reply.now(IqAnswer.refused(StanzaError.itemNotFound()));
    }
    return previews
        .of(request.account(), page.get().rows())
        .thenApply(found -> reply(request, query, list, page.get(), found));
  }

  private static IqAnswer.Reply reply(
      IqRequest request,
      BoxQuery query,
      List<InboxRow> list,
      RowPage page,
      Map<String, byte[]> previews) {
    var entries = new ArrayList<byte[]>();
    for (var row : page.rows()) {
      var preview = previews.get(row.key());
      if (preview != null) {
        entries.add(BoxEntries.entry(request, query.queryId(), row, preview));
      }
    }
    var unread = list.stream().mapToLong(InboxRow::unread).sum();
    var active = list.stream().filter(row -> row.unread() > 0).count();
    var fin =
        XmlElement.named("fin", BoxQuery.NAMESPACE)
            .child(count("count", entries.size()))
            .child(count("unread-messages", unread))
            .child(count("active-conversations", active))
            .child(page.result().toElement());
    return new IqAnswer.Reply(entries, IqAnswer.result(fin.build(), new Consequence.ArchiveUsed()));
  }

  private static XmlElement count(String name, long value) {
    return XmlElement.named(name, BoxQuery.NAMESPACE).text(Long.toString(value)).build();
  }

  private static boolean isIn(InboxRow row, String box) {
    return row.hasMessages()
        && (box.equals(BoxQuery.ALL)
            ? !row.settings().isDeleted()
            : row.settings().box().equals(box));
  }

  private static boolean isWanted(InboxRow row, BoxQuery query) {
    var at = ArchiveItem.timeOf(row.updated());
    var start = query.start();
    var end = query.end();
    return (start == null || !at.isBefore(start))
        && (end == null || !at.isAfter(end))
        && (!query.unreadOnly() || row.unread() > 0);
  }
}
