package im.balcony.protocol.xep.disco;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xml.XmlElement;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Identities and features of an entity, in an order that does not change, and forms that say more
 * (XEP-0128).
 */
@Xep(number = 30, name = "Service Discovery", version = "2.5.0")
public record DiscoInfo(
    @Nullable String node,
    List<DiscoIdentity> identities,
    List<String> features,
    List<DataForm> forms) {
  public static final String NAMESPACE = "http://jabber.org/protocol/disco#info";

  /** An answer with more identities, features or forms is refused. */
  public static final int ENTRIES_MAX = 1000;

  /** The collation i;octet: byte by byte, unsigned. */
  public static final Comparator<String> OCTETS =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  private static final String NAME = "query";
  private static final String FEATURE = "feature";

  public DiscoInfo {
    identities = identities.stream().sorted().toList();
    features = features.stream().sorted(OCTETS).toList();
    forms = List.copyOf(forms);
  }

  public static DiscoInfo of(Collection<DiscoIdentity> identities, Collection<String> features) {
    return new DiscoInfo(null, List.copyOf(identities), List.copyOf(features), List.of());
  }

  /** Whether the payload asks for this. */
  public static boolean isIn(XmlElement payload) {
    return payload.is(NAME, NAMESPACE);
  }

  /** The node that a request names. */
  public static Optional<String> nodeAsked(XmlElement payload) {
    return Optional.ofNullable(payload.attribute("node"));
  }

  /** Asks for what stands behind this node. */
  public static XmlElement question(String node) {
    return XmlElement.named(NAME, NAMESPACE).attribute("node", node).build();
  }

  /** Empty when an identity or feature lacks what it must have, or there are too many of them. */
  public static Optional<DiscoInfo> read(XmlElement element) {
    var children = element.elements();
    if (!isIn(element) || children.size() > ENTRIES_MAX) {
      return Optional.empty();
    }
    var identities = element.children(DiscoIdentity.NAME, NAMESPACE);
    var readable =
        identities.stream().flatMap(child -> DiscoIdentity.read(child).stream()).toList();
    var features =
        element.children(FEATURE, NAMESPACE).stream()
            .flatMap(child -> Optional.ofNullable(child.attribute("var")).stream())
            .toList();
    if (readable.size() < identities.size()
        || features.size() < element.children(FEATURE, NAMESPACE).size()) {
      return Optional.empty();
    }
    var forms = children.stream().flatMap(child -> DataForm.read(child).stream()).toList();
    return Optional.of(new DiscoInfo(element.attribute("node"), readable, features, forms));
  }

  public DiscoInfo withNode(@Nullable String other) {
    return new DiscoInfo(other, identities, features, forms);
  }

  public XmlElement toElement() {
    var query = XmlElement.named(NAME, NAMESPACE).attribute("node", node);
    identities.forEach(identity -> query.child(identity.toElement()));
    for (var feature : features) {
      query.child(XmlElement.named(FEATURE, NAMESPACE).attribute("var", feature).build());
    }
    forms.forEach(form -> query.child(form.toElement()));
    return query.build();
  }
}
