package im.balcony.actors.feature.rewrite;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.event.index.InboxRow;
import im.balcony.persistence.event.index.Rewrite;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xep.rewrite.RewriteRequest;
import im.balcony.protocol.xep.rewrite.Rewriting;
import im.balcony.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * What was rewritten since a version. Conversations with too many changes, and all of them when the
 * changes are too old to be known one by one, are told as a whole.
 */
final class RewriteDeltas {
  private final RewriteNews news;

  RewriteDeltas(RewriteNews news) {
    this.news = news;
  }

  CompletionStage<IqAnswer.Reply> answer(
      IqRequest request, RewriteRequest.Query query, ArchiveHead head) {
    var newest = head.inbox().rewrites();
    var since = query.version() == null ? newest : query.version();
    if (since > newest) {
      since = 0; // of another archive: everything that ever changed
    }
    var missed = head.inbox().rewritesSince(since);
    var whole = missed.map(all -> crowded(all, query.changesMax())).orElse(Map.of());
    var single =
        missed.orElse(List.of()).stream().filter(each -> !whole.containsKey(row(each))).toList();
    var rows = missed.isPresent() ? rows(head, whole) : changedRows(head, since);
    return news.of(head, request.account(), single)
        .thenApply(payloads -> reply(newest, stanzas(request, single, payloads, rows)));
  }

  private static IqAnswer.Reply reply(long newest, List<byte[]> stanzas) {
    return new IqAnswer.Reply(
        stanzas, IqAnswer.result(Rewriting.version(newest), new Consequence.InboxUsed()));
  }

  private static List<byte[]> stanzas(
      IqRequest request, List<Rewrite> single, List<XmlElement> payloads, List<InboxRow> rows) {
    var stamps =
        single.stream()
            .collect(Collectors.toMap(each -> Long.toString(each.number()), Rewrite::stamp));
    var stanzas = new ArrayList<byte[]>();
    for (var payload : payloads) {
      var stamp = stamps.getOrDefault(payload.attribute("version"), 0L);
      stanzas.add(stanza(request, payload, Optional.of(ArchiveItem.timeOf(stamp))));
    }
    for (var row : rows) {
      var place = new Rewriting.Place(row.rewrites(), Jid.parse(row.peer()), row.type());
      stanzas.add(stanza(request, Rewriting.invalidated(place), Optional.empty()));
    }
    return stanzas;
  }

  private static byte[] stanza(IqRequest request, XmlElement payload, Optional<Instant> at) {
    var headline = RewriteNews.headline(request.account(), payload);
    at.ifPresent(time -> headline.child(new Delay(time, null, "").toElement()));
    return headline.attribute("to", request.asker().toString()).build().toBytes();
  }

  private static Map<String, Long> crowded(List<Rewrite> all, int changesMax) {
    var counts =
        all.stream().collect(Collectors.groupingBy(RewriteDeltas::row, Collectors.counting()));
    counts.values().removeIf(count -> count <= changesMax);
    return counts;
  }

  private static String row(Rewrite rewrite) {
    return InboxRow.key(rewrite.peer(), rewrite.type());
  }

  private static List<InboxRow> rows(ArchiveHead head, Map<String, Long> wanted) {
    return inOrder(head.inbox().matching(row -> wanted.containsKey(row.key())));
  }

  private static List<InboxRow> changedRows(ArchiveHead head, long since) {
    return inOrder(head.inbox().matching(row -> row.rewrites() > since));
  }

  private static List<InboxRow> inOrder(List<InboxRow> rows) {
    return rows.stream().sorted(Comparator.comparingLong(InboxRow::rewrites)).toList();
  }
}
