package im.balcony.actors.feature.rewrite;

import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.persistence.event.index.Rewrite;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.correction.Correction;
import im.balcony.protocol.xep.rewrite.Rewriting;
import im.balcony.protocol.xml.StoredXml;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What clients are told of changes in the archive: one headline each, from the account. */
public final class RewriteNews {
  private final MessageArchive archive;

  public RewriteNews(MessageArchive archive) {
    this.archive = archive;
  }

  /**
   * The payloads, in the order of the changes. A replacement that was itself replaced or taken back
   * by now is left out: a later change tells the rest.
   *
   * @param account the bare JID whose archive it is
   */
  public CompletionStage<List<XmlElement>> of(
      ArchiveHead head, Jid account, List<Rewrite> rewrites) {
    CompletionStage<List<XmlElement>> news = CompletableFuture.completedFuture(new ArrayList<>());
    for (var rewrite : rewrites) {
      news =
          news.thenCombine(
              of(head, account, rewrite),
              (told, next) -> {
                next.ifPresent(told::add);
                return told;
              });
    }
    return news;
  }

  private CompletionStage<Optional<XmlElement>> of(ArchiveHead head, Jid account, Rewrite rewrite) {
    return switch (rewrite.kind()) {
      case RETRACTED ->
          CompletableFuture.completedFuture(
              Optional.of(Rewriting.retracted(place(rewrite), rewrite.targetId())));
      case CLEARED ->
          CompletableFuture.completedFuture(Optional.of(Rewriting.retractedAll(place(rewrite))));
      case REPLACED -> replaced(head, account, rewrite);
    };
  }

  private CompletionStage<Optional<XmlElement>> replaced(
      ArchiveHead head, Jid account, Rewrite rewrite) {
    var row = head.inbox().get(rewrite.peer(), rewrite.type());
    if (row == null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return archive
        .seen(head, row.conversation(), rewrite.by())
        .thenApply(
            found ->
                found
                    .filter(item -> item.archiveId() == rewrite.stamp())
                    .map(item -> StoredXml.read(item.stanzaXml()))
                    .filter(message -> Correction.replacedId(message).isPresent())
                    .map(correction -> replaced(account, rewrite, correction)));
  }

  private static XmlElement replaced(Jid account, Rewrite rewrite, XmlElement correction) {
    var message =
        Rewriting.replacement(
            correction,
            account,
            rewrite.targetId(),
            ArchiveItem.timeOf(rewrite.targetId()),
            ArchiveItem.timeOf(rewrite.stamp()));
    return Rewriting.replaced(place(rewrite), rewrite.targetId(), message);
  }

  private static Rewriting.Place place(Rewrite rewrite) {
    return new Rewriting.Place(rewrite.number(), Jid.parse(rewrite.peer()), rewrite.type());
  }

  /** The stanza that carries a payload, from the account to all clients of its own. */
  public static XmlElement.Builder headline(Jid account, XmlElement payload) {
    return XmlElement.named("message", "jabber:client")
        .attribute("type", "headline")
        .attribute("from", account.toString())
        .attribute("to", account.toString())
        .child(payload);
  }
}
