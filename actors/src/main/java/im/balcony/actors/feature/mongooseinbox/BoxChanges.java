package im.balcony.actors.feature.mongooseinbox;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.RowDecision;
import im.balcony.actors.feature.inbox.RowPreviews;
import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.RowContent;
import im.balcony.persistence.event.index.RowSettings;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.mongooseinbox.BoxChange;
import im.balcony.protocol.xep.mongooseinbox.BoxQuery;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Questions about and changes of single conversations, and the bin. */
final class BoxChanges {
  private final RowPreviews previews;
  private final List<String> boxes;

  BoxChanges(RowPreviews previews, List<String> boxes) {
    this.previews = previews;
    this.boxes = boxes;
  }

  IqAnswer properties(IqRequest request) {
    var change = BoxChange.read(request.payload(), boxes);
    if (change.isEmpty() || request.isSet() == change.get().isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    return IqAnswer.fromArchive(
        request,
        head -> {
          var rows = rowsOf(head, change.get().peer());
          if (rows.isEmpty()) {
            return IqAnswer.Reply.now(IqAnswer.refused(StanzaError.itemNotFound()));
          }
          return request.isSet()
              ? IqAnswer.Reply.now(changed(request, change.get(), rows))
              : told(request, change.get(), head);
        });
  }

  IqAnswer reset(IqRequest request) {
    var change = BoxChange.read(request.payload(), boxes);
    if (change.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    var read = new BoxChange(change.get().peer(), null, null, true, false);
    return IqAnswer.fromArchive(
        request, head -> IqAnswer.Reply.now(changed(request, read, rowsOf(head, read.peer()))));
  }

  /** What is in the bin goes from the list for good; the messages stay in the archive. */
  IqAnswer emptyBin(IqRequest request) {
    return IqAnswer.fromArchive(
        request,
        head -> {
          var rows = head.inbox().matching(row -> row.settings().box().equals(RowSettings.BIN));
          var decisions = rows.stream().map(row -> about(row).box(RowSettings.EMPTIED)).toList();
          var count =
              XmlElement.named("empty-bin", BoxQuery.NAMESPACE)
                  .child(
                      XmlElement.named("num", BoxQuery.NAMESPACE)
                          .text(Integer.toString(rows.size()))
                          .build())
                  .build();
          return IqAnswer.Reply.now(new IqAnswer.Decided(decisions, count, List.of()));
        });
  }

  private static IqAnswer changed(IqRequest request, BoxChange change, List<InboxRow> rows) {
    var decisions = new ArrayList<RowDecision>();
    var consequences = new ArrayList<Consequence>();
    for (var row : rows) {
      decisions.add(decision(row, change, request.now().getEpochSecond()));
      consequences.add(new Consequence.PushRow(Jid.parse(row.peer()), row.type()));
    }
    consequences.add(new Consequence.TellBox(change.peer()));
    return new IqAnswer.Decided(decisions, null, consequences);
  }

  private static RowDecision decision(InboxRow row, BoxChange change, long nowSecond) {
    var decision = about(row);
    if (change.box() != null) {
      decision = decision.box(change.box());
    }
    if (change.muteSeconds() != null) {
      var seconds = change.muteSeconds();
      decision = decision.mutedUntil(seconds == 0 ? 0 : nowSecond + seconds);
    }
    if (change.read() != null) {
      var lastId = row.last().map(RowContent::archiveId).orElse(row.reading().readId());
      decision =
          change.read()
              ? decision.readUpTo(row.reading().counted(), lastId)
              : decision.markedUnread(true);
    }
    return decision;
  }

  private CompletionStage<IqAnswer.Reply> told(
      IqRequest request, BoxChange change, ArchiveHead head) {
    var peer = change.peer().toString();
    var row = head.inbox().byPeer(each -> each.peer().equals(peer)).get(0);
    var properties = BoxEntries.properties(row, request.now()).toElement("query", peer);
    if (!change.complete()) {
      return IqAnswer.Reply.now(IqAnswer.result(properties));
    }
    return previews
        .of(request.account(), List.of(row))
        .thenApply(
            found -> {
              var message = found.get(row.key());
              return IqAnswer.Reply.of(
                  IqAnswer.result(
                      message == null
                          ? properties
                          : BoxEntries.complete(properties, row, message)));
            });
  }

  private static RowDecision about(InboxRow row) {
    return RowDecision.about(Jid.parse(row.peer()), row.type());
  }

  private static List<InboxRow> rowsOf(ArchiveHead head, Jid peer) {
    return head.inbox().matching(row -> row.peer().equals(peer.toString()));
  }
}
