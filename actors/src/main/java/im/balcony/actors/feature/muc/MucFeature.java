package im.balcony.actors.feature.muc;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.disco.DiscoIdentity;
import im.balcony.protocol.xep.disco.DiscoInfo;
import im.balcony.protocol.xep.disco.DiscoItems;
import im.balcony.protocol.xep.muc.Muc;
import im.balcony.protocol.xep.occupantid.OccupantIds;
import im.balcony.protocol.xep.ping.Ping;
import java.util.List;

/**
 * XEP-0045 section 6: where the rooms of a domain are, and what their service can do. XEP-0421:
 * that all rooms give occupant ids.
 */
public final class MucFeature implements Feature {
  private final String label;
  private final DiscoInfo service;

  /**
   * @param label of the service in front of each domain
   */
  public MucFeature(String label, String name) {
    this.label = label;
    this.service =
        DiscoInfo.of(
            List.of(DiscoIdentity.of("conference", "text", name)),
            List.of(
                DiscoInfo.NAMESPACE,
                DiscoItems.NAMESPACE,
                Muc.NAMESPACE,
                Muc.STABLE_ID,
                OccupantIds.NAMESPACE,
                Ping.NAMESPACE));
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

  /** Section 6.3: rooms are found by their address alone, none is listed. */
  private IqAnswer items(IqRequest request) {
    return request.payload().attribute("node") == null
        ? IqAnswer.result(new DiscoItems(null, List.of()).toElement())
        : IqAnswer.refused(StanzaError.itemNotFound());
  }
}
