package im.balcony.actors.feature.sync;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.feature.RowDecision;
import im.balcony.actors.feature.inbox.RowPage;
import im.balcony.actors.feature.inbox.RowPreviews;
import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.LiveCall;
import im.balcony.persistence.event.index.RowSettings;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.rsm.PageRequest;
import im.balcony.protocol.xep.sync.SyncChange;
import im.balcony.protocol.xep.sync.SyncQuery;
import im.balcony.protocol.xep.sync.Synchronization;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Client Synchronization: what changed in the list of conversations since a stamp, and changes of
 * it. Whoever has asked is told of later changes by IQ sets.
 */
public final class SyncFeature implements Feature {
  private final RowPreviews previews;

  public SyncFeature(RowPreviews previews) {
    this.previews = previews;
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(Synchronization.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.own(
            IqService.Types.GET_AND_SET,
            "query",
            Synchronization.NAMESPACE,
            request -> request.isSet() ? change(request) : pull(request)));
  }

  private IqAnswer pull(IqRequest request) {
    var query = SyncQuery.read(request.payload());
    if (query.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    return IqAnswer.fromArchive(request, head -> answer(request, query.get(), head));
  }

  private CompletionStage<IqAnswer.Reply> answer(
      IqRequest request, SyncQuery query, ArchiveHead head) {
    var list = head.inbox().matching(row -> isWanted(row, query));
    list.sort(query.pinnedFirst() ? RowPage.PINNED_FIRST : RowPage.NEWEST_FIRST);
    var page = RowPage.of(list, query.page() == null ? PageRequest.FIRST : query.page());
    if (page.isEmpty()) {
      return IqAnswer.Reply.now(IqAnswer.refused(StanzaError.itemNotFound()));
    }
    var rows = page.get().rows();
    var shown = new SyncRows(request.account(), request.state(), head.inbox(), request.now());
    return previews
        .of(
            request.account(),
            rows.stream().filter(row -> !row.settings().isDeleted()).toList(),
            callsOf(request, head))
        .thenApply(
            found -> {
              var children = new ArrayList<XmlElement>();
              rows.forEach(row -> children.add(shown.element(row, found)));
              if (query.page() != null) {
                children.add(page.get().result().toElement());
              }
              return IqAnswer.Reply.of(
                  IqAnswer.result(
                      Synchronization.query(head.stamp(), children),
                      new Consequence.InboxUsed(),
                      new Consequence.ArchiveUsed()));
            });
  }

  /** Not those of whoever was blocked meanwhile (XEP-0191). */
  private static List<LiveCall> callsOf(IqRequest request, ArchiveHead head) {
    var blocked = request.state().blockList();
    return head.calls().live(request.now()).stream()
        .filter(call -> !blocked.blocks(Jid.parse(call.peer())))
        .toList();
  }

  private static boolean isWanted(InboxRow row, SyncQuery query) {
    var settings = row.settings();
    var pinned = query.pinned();
    var archived = query.archived();
    return row.stamp() > query.stamp()
        && (query.stamp() > 0 || !settings.isDeleted())
        && (pinned == null || pinned == settings.pinned() > 0)
        && (archived == null || archived == settings.box().equals(RowSettings.ARCHIVE));
  }

  private static IqAnswer change(IqRequest request) {
    var change = SyncChange.read(request.payload());
    if (change.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    return IqAnswer.fromArchive(
        request, head -> IqAnswer.Reply.now(decided(change.get(), head, request)));
  }

  private static IqAnswer decided(SyncChange change, ArchiveHead head, IqRequest request) {
    var row = head.inbox().get(change.peer().toString(), change.type());
    if (row == null || row.settings().isDeleted()) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    var about = RowDecision.about(change.peer(), change.type());
    return new IqAnswer.Decided(
        List.of(decision(about, change.kind(), request.now().getEpochSecond())),
        null,
        List.of(new Consequence.PushRow(change.peer(), change.type())));
  }

  private static RowDecision decision(RowDecision about, SyncChange.Kind kind, long nowSecond) {
    if (kind instanceof SyncChange.Pin pin) {
      return about.pinned(pin.order());
    }
    if (kind instanceof SyncChange.Mute mute) {
      return about.mutedUntil(mutedUntil(mute, nowSecond));
    }
    return about.box(
        switch ((SyncChange.Status) kind) {
          case ACTIVE -> RowSettings.INBOX;
          case ARCHIVED -> RowSettings.ARCHIVE;
          case DELETED -> RowSettings.BIN;
        });
  }

  private static long mutedUntil(SyncChange.Mute mute, long nowSecond) {
    var seconds = mute.seconds();
    if (seconds.isEmpty()) {
      return 0;
    }
    return nowSecond
        + (seconds.getAsLong() == 0 ? Synchronization.MUTE_SECONDS_MAX : seconds.getAsLong());
  }
}
