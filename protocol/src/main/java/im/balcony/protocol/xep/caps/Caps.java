package im.balcony.protocol.xep.caps;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xep.disco.DiscoInfo;
import im.balcony.protocol.xml.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The element in presence and stream features that stands for a {@link DiscoInfo}.
 *
 * @param node the software, as a URI
 * @param verification the hash of what it can do
 * @param hash its algorithm; null in the form of before 2008
 */
@Xep(number = 115, name = "Entity Capabilities", version = "1.6.0")
public record Caps(String node, String verification, @Nullable String hash) {
  public static final String NAMESPACE = "http://jabber.org/protocol/caps";

  /** The algorithm everybody uses (section 6.1). */
  public static final String SHA_1 = "sha-1";

  /** Longer nodes and hashes are not looked at. */
  public static final int CHARS_MAX = 1023;

  private static final String NAME = "c";

  /** The capabilities of an entity with this info. */
  public static Caps of(String node, DiscoInfo info) {
    return new Caps(node, CapsVerification.of(info), SHA_1);
  }

  public static Optional<Caps> in(XmlElement presence) {
    return presence.child(NAME, NAMESPACE).flatMap(Caps::read);
  }

  public static Optional<Caps> read(XmlElement element) {
    var node = element.attribute("node");
    var verification = element.attribute("ver");
    if (!element.is(NAME, NAMESPACE)
        || node == null
        || verification == null
        || node.length() > CHARS_MAX
        || verification.length() > CHARS_MAX) {
      return Optional.empty();
    }
    return Optional.of(new Caps(node, verification, element.attribute("hash")));
  }

  /** The node to ask for the info behind the hash (section 5.2). */
  public String discoNode() {
    return node + "#" + verification;
  }

  public XmlElement toElement() {
    return XmlElement.named(NAME, NAMESPACE)
        .attribute("hash", hash)
        .attribute("node", node)
        .attribute("ver", verification)
        .build();
  }
}
