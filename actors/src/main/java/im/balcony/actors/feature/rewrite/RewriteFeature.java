package im.balcony.actors.feature.rewrite;

import im.balcony.actors.feature.ConversationClearing;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.actors.feature.MessageRemoval;
import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.content.MessageEffect.Kind;
import im.balcony.protocol.xep.retraction.Retraction;
import im.balcony.protocol.xep.rewrite.RewriteRequest;
import im.balcony.protocol.xep.rewrite.Rewriting;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * Corrections and retractions by archive id, with a version of the whole archive. What goes for
 * both sides becomes a message (XEP-0424, XEP-0308) in the conversation, as if the client had sent
 * it; what goes for the owner alone is a fact of the own archive.
 */
public final class RewriteFeature implements Feature {
  private final MessageArchive archive;
  private final RewriteDeltas deltas;

  public RewriteFeature(MessageArchive archive) {
    this.archive = archive;
    this.deltas = new RewriteDeltas(new RewriteNews(archive));
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(Rewriting.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        service(IqService.Types.GET, "query"),
        service(IqService.Types.SET, RewriteRequest.RETRACT_MESSAGE),
        service(IqService.Types.SET, RewriteRequest.RETRACT_ALL),
        service(IqService.Types.SET, RewriteRequest.REPLACE));
  }

  private IqService service(IqService.Types types, String name) {
    return IqService.own(types, name, Rewriting.NAMESPACE, this::answer);
  }

  private IqAnswer answer(IqRequest request) {
    var read = RewriteRequest.read(request.payload());
    if (read.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    }
    var asked = read.get();
    if (asked instanceof RewriteRequest.RetractAll all && all.symmetric()) {
      return IqAnswer.refused(StanzaError.notAllowed()); // only groups do that
    }
    return IqAnswer.fromArchive(request, head -> answer(request, asked, head));
  }

  private CompletionStage<IqAnswer.Reply> answer(
      IqRequest request, RewriteRequest asked, ArchiveHead head) {
    if (asked instanceof RewriteRequest.Query query) {
      return deltas.answer(request, query, head);
    } else if (asked instanceof RewriteRequest.RetractAll all) {
      return IqAnswer.Reply.now(retractAll(all, head));
    } else if (asked instanceof RewriteRequest.Replace replace) {
      return about(head, replace.archiveId(), (entry, now) -> replace(head, entry, now, replace));
    }
    var retract = (RewriteRequest.RetractMessage) asked;
    return about(
        head,
        retract.archiveId(),
        (entry, now) ->
            retract.symmetric() ? retractForBoth(head, entry, now) : retractForOwner(entry, now));
  }

  /** Answers from a message's entry and what the archive serves for it. */
  private CompletionStage<IqAnswer.Reply> about(
      ArchiveHead head, long archiveId, BiFunction<Indexed, XmlElement, IqAnswer> answer) {
    return original(head, archiveId)
        .thenCompose(
            found ->
                found.isEmpty()
                    ? IqAnswer.Reply.now(IqAnswer.refused(StanzaError.itemNotFound()))
                    : archive
                        .seen(head, found.get().conversation(), found.get().version())
                        .thenApply(
                            item ->
                                IqAnswer.Reply.of(
                                    item.map(now -> StoredXml.read(now.stanzaXml()))
                                        .map(now -> answer.apply(found.get(), now))
                                        .orElseGet(
                                            () -> IqAnswer.refused(StanzaError.itemNotFound())))));
  }

  /** The message that this id names, or that what it names is a correction of. */
  private CompletionStage<Optional<Indexed>> original(ArchiveHead head, long archiveId) {
    return archive
        .entry(head, archiveId)
        .thenCompose(
            found -> {
              var effect = found.map(Indexed::effect).orElse(null);
              return effect != null
                      && effect.kind() == Kind.CORRECTION
                      && effect.targetId() > 0
                      && effect.targetId() < archiveId
                  ? original(head, effect.targetId())
                  : CompletableFuture.completedFuture(found);
            });
  }

  private static IqAnswer retractForOwner(Indexed entry, XmlElement now) {
    return Retraction.isTombstone(now)
        ? IqAnswer.empty()
        : new IqAnswer.Decided(List.of(new MessageRemoval(entry)), null, List.of());
  }

  private static IqAnswer retractForBoth(ArchiveHead head, Indexed entry, XmlElement now) {
    if (!isOwnContent(entry)) {
      return IqAnswer.refused(StanzaError.notAllowed());
    }
    if (Retraction.isTombstone(now)) {
      return IqAnswer.empty();
    }
    return isOver(head, entry)
        ? retractForOwner(entry, now)
        : RewriteMessages.retraction(entry, now);
  }

  private static IqAnswer replace(
      ArchiveHead head, Indexed entry, XmlElement now, RewriteRequest.Replace replace) {
    if (!isOwnContent(entry)) {
      return IqAnswer.refused(StanzaError.notAllowed());
    }
    return Retraction.isTombstone(now) || isOver(head, entry)
        ? IqAnswer.refused(StanzaError.itemNotFound())
        : RewriteMessages.correction(entry, now, replace.message());
  }

  /** Nobody speaks for somebody else, and nobody unsays a marker or a reaction. */
  private static boolean isOwnContent(Indexed entry) {
    var effect = entry.effect();
    return entry.outgoing() && (effect == null || effect.kind() == Kind.CONTENT);
  }

  /** The other side's name was given away: nobody else has the message any more. */
  private static boolean isOver(ArchiveHead head, Indexed entry) {
    var lives = head.conversationsWith(entry.peer());
    return !lives.get(lives.size() - 1).log().equals(entry.conversation());
  }

  private static IqAnswer retractAll(RewriteRequest.RetractAll all, ArchiveHead head) {
    var peer = all.conversation();
    var lives = head.conversationsWith(peer.toString());
    if (lives.isEmpty() || head.inbox().get(peer.toString(), all.type()) == null) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    var decisions =
        lives.stream().map(life -> new ConversationClearing(life.log(), peer, all.type())).toList();
    return new IqAnswer.Decided(decisions, null, List.of());
  }
}
