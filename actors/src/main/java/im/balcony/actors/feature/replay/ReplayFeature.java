package im.balcony.actors.feature.replay;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.Envelope;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.archive.ArchiveHead.ConversationHead;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.archive.Direction;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.archive.ReplayItem;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.content.ConversationType;
import im.balcony.protocol.xep.content.MessageEffect.Kind;
import im.balcony.protocol.xep.delay.Delay;
import im.balcony.protocol.xep.forward.Forwarded;
import im.balcony.protocol.xep.replay.ReplayEnd;
import im.balcony.protocol.xep.replay.ReplayQuery;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/**
 * A client that has a conversation up to a version gets what happened since, and nothing else
 * (invariant I4): docs/protocol/conversation-replay.md.
 */
public final class ReplayFeature implements Feature {
  private final MessageArchive archive;

  public ReplayFeature(MessageArchive archive) {
    this.archive = archive;
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(ReplayQuery.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.own(IqService.Types.GET, ReplayQuery.NAME, ReplayQuery.NAMESPACE, this::answer));
  }

  private IqAnswer answer(IqRequest request) {
    var query = ReplayQuery.read(request.payload());
    if (query.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    return IqAnswer.fromArchive(request, head -> page(request, query.get(), head));
  }

  private CompletionStage<IqAnswer.Reply> page(
      IqRequest request, ReplayQuery query, ArchiveHead head) {
    var lives = head.conversationsWith(query.with().toString());
    if (lives.isEmpty()) {
      return IqAnswer.Reply.now(IqAnswer.refused(StanzaError.itemNotFound()));
    }
    var conversation = lives.get(lives.size() - 1);
    var life = life(conversation);
    var isOther = query.life() != null && !query.life().equals(life);
    if (isOther || query.since() > conversation.version()) {
      var end = new ReplayEnd(life, conversation.version(), 0, 0, false);
      return IqAnswer.Reply.now(IqAnswer.result(end.toReset()));
    }
    return read(request, query, head, conversation);
  }

  private CompletionStage<IqAnswer.Reply> read(
      IqRequest request, ReplayQuery query, ArchiveHead head, ConversationHead conversation) {
    var lowest = query.since() + 1;
    var highest =
        query.before() == 0
            ? conversation.version()
            : Math.min(conversation.version(), query.before() - 1);
    var life = life(conversation);
    if (lowest > highest) {
      var end = new ReplayEnd(life, conversation.version(), 0, 0, true);
      return IqAnswer.Reply.now(IqAnswer.result(end.toElement()));
    }
    var newest = query.newestFirst();
    var from = newest ? Math.max(lowest, highest - query.itemsMax() + 1) : lowest;
    var to = newest ? highest : Math.min(highest, lowest + query.itemsMax() - 1);
    var complete = newest ? from == lowest : to == highest;
    var end = new ReplayEnd(life, conversation.version(), from, to, complete);
    var direction = newest ? Direction.NEWEST_FIRST : Direction.OLDEST_FIRST;
    return archive
        .replay(head, conversation.log(), from, to, direction)
        .thenApply(
            items ->
                new IqAnswer.Reply(
                    items.stream().map(item -> event(request, item)).toList(),
                    IqAnswer.result(end.toElement(), new Consequence.ArchiveUsed())));
  }

  /** Who is given away and comes back has another log; its name says nothing else. */
  private static String life(ConversationHead conversation) {
    return Integer.toHexString(conversation.log().hashCode());
  }

  private static byte[] event(IqRequest request, ReplayItem item) {
    var effect = item.sent().effect();
    var event =
        XmlElement.named("event", ReplayQuery.NAMESPACE)
            .attribute("queryid", request.iq().id())
            .attribute("version", Long.toString(item.version()))
            .attribute("id", Long.toString(item.archiveId()))
            .attribute(
                "kind",
                (effect == null ? Kind.OTHER : effect.kind()).name().toLowerCase(Locale.ROOT))
            .attribute("type", effect == null ? ConversationType.CHAT : effect.type());
    if (effect != null && effect.target() > 0) {
      event.attribute("target", Long.toString(effect.target()));
    }
    var forwarded =
        XmlElement.named("forwarded", Forwarded.NAMESPACE)
            .child(new Delay(ArchiveItem.timeOf(item.archiveId()), null, "").toElement())
            .text(Envelope.PLACE)
            .build();
    return Envelope.of(
            XmlElement.named("message", "jabber:client")
                .attribute("from", request.account().toString())
                .attribute("to", request.asker().toString())
                .child(event.child(forwarded).build())
                .build())
        .around(item.stanzaXml());
  }
}
