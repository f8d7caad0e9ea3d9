package im.balcony.actors.feature.pubsub;

import im.balcony.actors.feature.IqRequest;
import im.balcony.actors.user.pubsub.Node;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.pubsub.Affiliation;
import im.balcony.protocol.xep.pubsub.Pubsub;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists of who is what to which node (XEP-0060 sections 5.7 and 8.9). */
final class AffiliationElements {
  private AffiliationElements() {}

  /** Everybody who is something to a node, the owner first. */
  static List<XmlElement> ofNode(Jid owner, Node node) {
    var entries = new ArrayList<XmlElement>();
    entries.add(ofAddress(owner, Affiliation.OWNER));
    node.affiliations().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> entries.add(ofAddress(entry.getKey(), entry.getValue())));
    return entries;
  }

  private static XmlElement ofAddress(Jid jid, Affiliation affiliation) {
    return XmlElement.named("affiliation", Pubsub.OWNER)
        .attribute("jid", jid.toString())
        .attribute("affiliation", affiliation.value())
        .build();
  }

  /** What the asker is, to one node or to all. */
  static List<XmlElement> ofAsker(IqRequest request, @Nullable String only) {
    var entries = new ArrayList<XmlElement>();
    request
        .state()
        .nodes()
        .byName()
        .forEach(
            (name, node) -> {
              var affiliation =
                  request.account().equals(request.asker().bare())
                      ? Affiliation.OWNER
                      : node.affiliation(request.asker());
              if (affiliation != Affiliation.NONE && (only == null || only.equals(name))) {
                entries.add(
                    XmlElement.named("affiliation", Pubsub.NAMESPACE)
                        .attribute("node", name)
                        .attribute("affiliation", affiliation.value())
                        .build());
              }
            });
    return entries;
  }
}
