package im.balcony.actors.feature.mam;

import im.balcony.actors.feature.Consequence;
import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.persistence.archive.ArchiveAnswer;
import im.balcony.persistence.archive.ArchiveHead;
import im.balcony.persistence.archive.ArchiveItem;
import im.balcony.persistence.archive.MessageArchive;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.mam.Mam;
import im.balcony.protocol.xep.mam.MamFin;
import im.balcony.protocol.xep.mam.MamMetadata;
import im.balcony.protocol.xep.mam.MamQuery;
import im.balcony.protocol.xep.rsm.PageResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** XEP-0313: the owner's clients read the account's archive, page by page. */
public final class MamFeature implements Feature {
  private final MessageArchive archive;

  public MamFeature(MessageArchive archive) {
    this.archive = archive;
  }

  @Override
  public List<String> serverFeatures() {
    return List.of();
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(Mam.NAMESPACE, Mam.EXTENDED_FEATURE, Mam.GROUPCHAT_FIELD_FEATURE);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.own(IqService.Types.GET_AND_SET, "query", Mam.NAMESPACE, this::query),
        IqService.own(IqService.Types.GET, "metadata", Mam.NAMESPACE, this::metadata));
  }

  private IqAnswer query(IqRequest request) {
    if (!request.isSet()) {
      return IqAnswer.result(Mam.supportedFields());
    }
    var result = MamQuery.read(request.payload());
    if (result instanceof MamQuery.Refused refused) {
      return IqAnswer.refused(refused.error());
    }
    var query = ((MamQuery.Read) result).query();
    var bounds = PageBounds.of(query);
    if (bounds.refusal().isPresent()) {
      return IqAnswer.refused(bounds.refusal().get());
    }
    return IqAnswer.fromArchive(
        request,
        head -> read(head, query, bounds).thenApply(answer -> reply(request, query, answer)));
  }

  private CompletionStage<ArchiveAnswer> read(ArchiveHead head, MamQuery query, PageBounds bounds) {
    return query.filter().ids().isEmpty()
        ? archive.page(head, bounds.query(query))
        : archive.byIds(head, bounds.ids());
  }

  private static IqAnswer.Reply reply(IqRequest request, MamQuery query, ArchiveAnswer answer) {
    if (answer instanceof ArchiveAnswer.Page page) {
      return page(request, query, page);
    }
    var error =
        answer instanceof ArchiveAnswer.UnknownId
            ? StanzaError.itemNotFound()
            : StanzaError.resourceConstraint();
    return IqAnswer.Reply.of(IqAnswer.refused(error));
  }

  private static IqAnswer.Reply page(IqRequest request, MamQuery query, ArchiveAnswer.Page page) {
    var items = new ArrayList<>(page.items());
    var fin = new MamFin(range(items), page.complete(), true);
    if (query.flipsPage()) {
      Collections.reverse(items); // section 4.1.4: only the order in which they are sent
    }
    var session = request.session();
    var timed = session != null && session.knowsDelivery();
    var results = new ResultStanzas(request.account(), request.asker(), query.queryId(), timed);
    return new IqAnswer.Reply(
        items.stream().map(results::of).toList(),
        IqAnswer.result(fin.toElement(), new Consequence.ArchiveUsed()));
  }

  private static PageResult range(List<ArchiveItem> items) {
    return items.isEmpty()
        ? PageResult.empty(null)
        : PageResult.of(
            Long.toString(items.get(0).archiveId()),
            Long.toString(items.get(items.size() - 1).archiveId()));
  }

  /** Section 5. */
  private IqAnswer metadata(IqRequest request) {
    return IqAnswer.fromArchive(
        request,
        head ->
            archive
                .ends(head)
                .thenApply(
                    ends -> IqAnswer.Reply.of(IqAnswer.result(metadataOf(ends).toElement()))));
  }

  /** The ends of an archive as its owner is told them. */
  public static MamMetadata metadataOf(Optional<MessageArchive.Ends> ends) {
    return ends.map(found -> new MamMetadata(entry(found.firstId()), entry(found.lastId())))
        .orElse(MamMetadata.EMPTY);
  }

  private static MamMetadata.Entry entry(long archiveId) {
    return new MamMetadata.Entry(Long.toString(archiveId), ArchiveItem.timeOf(archiveId));
  }
}
