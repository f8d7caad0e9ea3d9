package im.balcony.actors.feature.muc;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.channelsearch.ChannelSearch;
import im.balcony.protocol.xep.disco.DiscoIdentity;
import im.balcony.protocol.xep.disco.DiscoInfo;
import im.balcony.protocol.xep.disco.DiscoItems;
import im.balcony.protocol.xep.mix.Mix;
import im.balcony.protocol.xep.muc.Muc;
import im.balcony.protocol.xep.occupantid.OccupantIds;
import im.balcony.protocol.xep.ping.Ping;
import im.balcony.protocol.xep.rsm.PageRequest;
import im.balcony.protocol.xep.rsm.PageResult;
import im.balcony.protocol.xep.vcard.VCard;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;

/**
 * XEP-0045 section 6: where the rooms of a domain are, and what their service can do. XEP-0421:
 * that all rooms give occupant ids.
 */
public final class MucFeature implements Feature {
  private final String label;
  private final DiscoInfo service;
  private final PublicRooms rooms;
  private final int pageMax;

  /**
   * @param label of the service in front of each domain
   * @param pageMax rooms in one answer
   */
  public MucFeature(String label, String name, PublicRooms rooms, int pageMax) {
    this.label = label;
    this.rooms = rooms;
    this.pageMax = pageMax;
    this.service =
        DiscoInfo.of(
            List.of(
                DiscoIdentity.of("conference", "mix", name),
                DiscoIdentity.of("conference", "text", name)),
            List.of(
                ChannelSearch.NAMESPACE,
                DiscoInfo.NAMESPACE,
                DiscoItems.NAMESPACE,
                Mix.NAMESPACE,
                Mix.SEARCHABLE,
                Mix.CREATE_CHANNEL,
                Muc.NAMESPACE,
                Muc.STABLE_ID,
                OccupantIds.NAMESPACE,
                PageRequest.NAMESPACE,
                Ping.NAMESPACE,
                VCard.NAMESPACE));
  }

  @Override
  public List<DiscoItems.Item> serverItems(String domain) {
    return List.of(new DiscoItems.Item(Jid.of(null, label + "." + domain, null), null, null));
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.rooms("query", DiscoInfo.NAMESPACE, this::info),
        IqService.rooms("query", DiscoItems.NAMESPACE, this::items),
        IqService.rooms("ping", Ping.NAMESPACE, request -> IqAnswer.empty()));
  }

  private IqAnswer info(IqRequest request) {
    return request.payload().attribute("node") == null
        ? IqAnswer.result(service.toElement())
        : IqAnswer.refused(StanzaError.itemNotFound());
  }

  /** Section 6.3: those that their owners made public, page by page (XEP-0059). */
  private IqAnswer items(IqRequest request) {
    var to = request.iq().to();
    if (request.payload().attribute("node") != null || to == null) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    var page = PageRequest.in(request.payload());
    if (page.isEmpty()) {
      return IqAnswer.refused(StanzaError.badRequest());
    } else if (page.get().index() != null) {
      return IqAnswer.refused(StanzaError.featureNotImplemented());
    }
    var itemsMax = page.get().itemsUpTo(pageMax);
    return new IqAnswer.Later(
        () ->
            rooms
                .page(to.domain(), page.get(), itemsMax)
                .thenApply(found -> IqAnswer.Reply.of(IqAnswer.result(list(found, page.get())))));
  }

  /** Who has not asked for pages is told of them where there are some. */
  private static XmlElement list(PublicRooms.Page page, PageRequest request) {
    var rooms = page.rooms();
    var list = new DiscoItems(null, rooms).toElement();
    if (request.equals(PageRequest.FIRST) && rooms.size() == page.count()) {
      return list;
    }
    var result =
        rooms.isEmpty()
            ? PageResult.empty(page.count())
            : new PageResult(
                rooms.get(0).jid().toString(),
                rooms.get(rooms.size() - 1).jid().toString(),
                page.firstIndex(),
                page.count());
    return list.withChild(result.toElement());
  }
}
