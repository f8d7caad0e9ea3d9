package im.balcony.actors.feature.disco;

import im.balcony.actors.feature.Feature;
import im.balcony.actors.feature.IqAnswer;
import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.feature.IqService;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.caps.Caps;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xep.disco.DiscoIdentity;
import im.balcony.protocol.xep.disco.DiscoInfo;
import im.balcony.protocol.xep.disco.DiscoItems;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** XEP-0030: what the server and its accounts are; XEP-0115: the hash that stands for it. */
public final class DiscoFeature implements Feature {
  private final List<Feature> others;
  private final DiscoInfo server;
  private final DiscoInfo account;
  private final Caps caps;

  /**
   * @param others whose features are told
   * @param node the software, as a URI
   */
  public DiscoFeature(List<Feature> others, String name, String node) {
    this.others = List.copyOf(others);
    var identities = new ArrayList<DiscoIdentity>();
    identities.add(new DiscoIdentity("account", "registered", null, null));
    var ofServer = new TreeSet<>(serverFeatures());
    var ofAccount = new TreeSet<>(accountFeatures());
    var forms = new ArrayList<DataForm>();
    for (var feature : others) {
      ofServer.addAll(feature.serverFeatures());
      ofAccount.addAll(feature.accountFeatures());
      forms.addAll(feature.serverForms());
      identities.addAll(feature.accountIdentities());
    }
    server =
        new DiscoInfo(
            null, List.of(DiscoIdentity.of("server", "im", name)), List.copyOf(ofServer), forms);
    account = new DiscoInfo(null, identities, List.copyOf(ofAccount), List.of());
    caps = Caps.of(node, server);
  }

  /** What stands in the stream features of every connection (XEP-0115 section 6.3). */
  public Caps serverCaps() {
    return caps;
  }

  @Override
  public List<String> serverFeatures() {
    return List.of(DiscoInfo.NAMESPACE, DiscoItems.NAMESPACE, Caps.NAMESPACE);
  }

  @Override
  public List<String> accountFeatures() {
    return List.of(DiscoInfo.NAMESPACE, DiscoItems.NAMESPACE);
  }

  @Override
  public List<IqService> services() {
    return List.of(
        IqService.server(IqService.Types.GET, "query", DiscoInfo.NAMESPACE, this::serverInfo),
        IqService.server(IqService.Types.GET, "query", DiscoItems.NAMESPACE, this::items),
        IqService.account(
            IqService.Access.ADMITTED,
            IqService.Types.GET,
            "query",
            DiscoInfo.NAMESPACE,
            this::accountInfo),
        IqService.account(
            IqService.Access.ADMITTED,
            IqService.Types.GET,
            "query",
            DiscoItems.NAMESPACE,
            this::itemsOfAccount));
  }

  private IqAnswer serverInfo(IqRequest request) {
    var node = request.payload().attribute("node");
    if (node == null || node.equals(caps.discoNode())) {
      return IqAnswer.result(server.withNode(node).toElement());
    }
    return IqAnswer.refused(StanzaError.itemNotFound());
  }

  private IqAnswer accountInfo(IqRequest request) {
    return DiscoInfo.nodeAsked(request.payload())
        .map(
            node ->
                found(
                    others.stream()
                        .flatMap(feature -> feature.accountNode(request, node).stream())
                        .map(DiscoInfo::toElement)
                        .findFirst()))
        .orElseGet(() -> IqAnswer.result(account.toElement()));
  }

  private IqAnswer itemsOfAccount(IqRequest request) {
    var node = request.payload().attribute("node");
    if (node != null) {
      return found(
          others.stream()
              .flatMap(feature -> feature.accountNodeItems(request, node).stream())
              .map(DiscoItems::toElement)
              .findFirst());
    }
    var items = others.stream().flatMap(feature -> feature.accountItems(request).stream()).toList();
    return IqAnswer.result(new DiscoItems(null, items).toElement());
  }

  private static IqAnswer found(Optional<XmlElement> answer) {
    return answer
        .map(IqAnswer::result)
        .orElseGet(() -> IqAnswer.refused(StanzaError.itemNotFound()));
  }

  /** The other services of the domain that is asked. */
  private IqAnswer items(IqRequest request) {
    var to = request.iq().to();
    if (request.payload().attribute("node") != null || to == null) {
      return IqAnswer.refused(StanzaError.itemNotFound());
    }
    var items =
        others.stream().flatMap(feature -> feature.serverItems(to.domain()).stream()).toList();
    return IqAnswer.result(new DiscoItems(null, items).toElement());
  }
}
