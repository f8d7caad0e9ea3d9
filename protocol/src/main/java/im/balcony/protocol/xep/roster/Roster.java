package im.balcony.protocol.xep.roster;

import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A roster, or a part of it in a push (RFC 6121 sections 2.1.4, 2.1.6 and 2.6).
 *
 * @param version opaque to clients; null without versioning
 */
public record Roster(@Nullable String version, List<RosterItem> items) {
  public static final String NAMESPACE = "jabber:iq:roster";

  /** The stream feature of roster versioning (section 2.6.1). */
  private static final String VERSIONING = "urn:xmpp:features:rosterver";

  /** The stream feature of subscription pre-approval (section 3.4). */
  private static final String PRE_APPROVAL = "urn:xmpp:features:pre-approval";

  static final String NAME = "query";

  public Roster {
    items = List.copyOf(items);
  }

  public static XmlElement versioningFeature() {
    return XmlElement.named("ver", VERSIONING).build();
  }

  public static XmlElement preApprovalFeature() {
    return XmlElement.named("sub", PRE_APPROVAL).build();
  }

  /** Whether the payload asks for the roster or changes it. */
  public static boolean isIn(XmlElement payload) {
    return payload.is(NAME, NAMESPACE);
  }

  /** The version a client that asks has: empty when it does no versioning, "" when it has none. */
  public static Optional<String> versionAsked(XmlElement payload) {
    return Optional.ofNullable(payload.attribute("ver"));
  }

  /** Reads a roster as a client does: items that are not readable are passed over (2.1.2.5). */
  public static Optional<Roster> read(XmlElement element) {
    if (!isIn(element)) {
      return Optional.empty();
    }
    var items =
        element.elements().stream().flatMap(item -> RosterItem.read(item).stream()).toList();
    return Optional.of(new Roster(element.attribute("ver"), items));
  }

  public XmlElement toElement() {
    return of(version, items.stream().map(RosterItem::toElement).toList());
  }

  /** With items that say more than an item does by itself (XEP-0405 section 2.10). */
  public static XmlElement of(@Nullable String version, List<XmlElement> items) {
    return XmlElement.named(NAME, NAMESPACE).attribute("ver", version).children(items).build();
  }
}
