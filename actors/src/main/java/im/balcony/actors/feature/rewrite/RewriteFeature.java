package im.balcony.actors.feature.rewrite;

import im.balcony.actors.feature.ConversationClearing;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.archive.ReplayItem;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.content.MessageEffect.Kind;
import im.balcony.protocol.xep.retraction.Retraction;
import im.balcony.protocol.xep.rewrite.RewriteRequest;
import im.balcony.protocol.xep.rewrite.Rewriting;
import im.balcony.protocol.xml.StoredXml;
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
  private final Retractions retractions;

  public RewriteFeature(MessageArchive archive) {
    this.archive = archive;
    this.deltas = new RewriteDeltas(new RewriteNews(archive));
    this.retractions = new Retractions(archive);
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
      return about(
          head,
          replace.archiveId(),
          (entry, now) -> IqAnswer.Reply.now(replace(head, entry, now, replace)));
    }
    var retract = (RewriteRequest.RetractMessage) asked;
    return about(
        head,
        retract.archiveId(),
        (entry, now) ->
            retract.symmetric()
                ? retractions.forBoth(head, entry, now)
                : IqAnswer.Reply.now(Retractions.forOwner(head, entry, now)));
  }

  /** Answers from a message's entry and what the archive serves for it. */
  private CompletionStage<IqAnswer.Reply> about(
      ArchiveHead head,
      long archiveId,
      BiFunction<Indexed, ReplayItem, CompletionStage<IqAnswer.Reply>> answer) {
    return original(head, archiveId)
        .thenCompose(
            found ->
                found.isEmpty()
                    ? unknown()
                    : archive
                        .seen(head, found.get().conversation(), found.get().version())
                        .thenCompose(
                            item ->
                                item.map(now -> answer.apply(found.get(), now))
                                    .orElseGet(RewriteFeature::unknown)));
  }

  private static CompletionStage<IqAnswer.Reply> unknown() {
    return IqAnswer.Reply.now(IqAnswer.refused(StanzaError.itemNotFound()));
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

  private static IqAnswer replace(
      ArchiveHead head, Indexed entry, ReplayItem item, RewriteRequest.Replace replace) {
    if (!Retractions.isOwnContent(entry)) {
      return IqAnswer.refused(StanzaError.notAllowed());
    }
    var now = StoredXml.read(item.stanzaXml());
    return Retraction.isTombstone(now) || Retractions.isOver(head, entry)
        ? IqAnswer.refused(StanzaError.itemNotFound())
        : RewriteMessages.correction(entry, now, replace.message());
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
