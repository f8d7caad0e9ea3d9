package im.balcony.protocol.xep.pubsub;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xep.dataforms.DataForm;
import im.balcony.protocol.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a node's owner asks for (XEP-0060 section 8). */
public sealed interface PubsubOwnerRequest {
  /** A request that changes more affiliations is refused. */
  int AFFILIATIONS_MAX = 1000;

  /** Section 8.2: the form, or with a form what it sets. */
  record Configure(String node, Optional<DataForm> form) implements PubsubOwnerRequest {}

  /** Section 8.3. */
  record Default() implements PubsubOwnerRequest {}

  /** Section 8.4. */
  record Delete(String node) implements PubsubOwnerRequest {}

  /** Section 8.5. */
  record Purge(String node) implements PubsubOwnerRequest {}

  /** Section 8.8. */
  record Subscriptions(String node) implements PubsubOwnerRequest {}

  /** Section 8.9.1, and 8.9.2 with what changes. */
  record Affiliations(String node, Map<Jid, Affiliation> changes) implements PubsubOwnerRequest {}

  /** What cannot be read, or is not offered. */
  record Unreadable(StanzaError error) implements PubsubOwnerRequest {}

  static PubsubOwnerRequest read(XmlElement payload) {
    for (var child : payload.elements()) {
      if (child.namespace().equals(Pubsub.OWNER)) {
        var node = child.attribute("node");
        if (child.name().equals("default")) {
          return new Default();
        }
        return node == null || node.isEmpty()
            ? new Unreadable(PubsubError.nodeIdRequired())
            : read(child, node);
      }
    }
    return new Unreadable(StanzaError.badRequest());
  }

  private static PubsubOwnerRequest read(XmlElement child, String node) {
    return switch (child.name()) {
      case "configure" -> new Configure(node, DataForm.in(child));
      case "delete" -> new Delete(node);
      case "purge" -> new Purge(node);
      case "subscriptions" ->
          child.elements().isEmpty()
              ? new Subscriptions(node)
              : new Unreadable(PubsubError.unsupported("manage-subscriptions"));
      case "affiliations" -> affiliations(child, node);
      default -> new Unreadable(StanzaError.badRequest());
    };
  }

  private static PubsubOwnerRequest affiliations(XmlElement child, String node) {
    var changes = new LinkedHashMap<Jid, Affiliation>();
    for (var element : child.children("affiliation", Pubsub.OWNER)) {
      var jid = Jid.tryParse(element.attribute("jid"));
      var affiliation = affiliation(element.attribute("affiliation"));
      if (jid.isEmpty() || affiliation.isEmpty() || changes.size() == AFFILIATIONS_MAX) {
        return new Unreadable(StanzaError.notAcceptable());
      }
      changes.put(jid.get().bare(), affiliation.get());
    }
    return new Affiliations(node, changes);
  }

  private static Optional<Affiliation> affiliation(@Nullable String value) {
    return value == null ? Optional.empty() : Affiliation.of(value);
  }
}
