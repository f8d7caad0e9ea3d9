package im.balcony.protocol.xep.roster;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.SchemaValues;
import im.balcony.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A contact as it stands in the roster (RFC 6121 section 2.1.2).
 *
 * @param name how the user calls the contact
 * @param asked whether a request to see the contact is not answered yet ("ask")
 * @param approved whether a request of the contact is approved before it comes (section 3.4)
 */
public record RosterItem(
    Jid jid,
    @Nullable String name,
    RosterSubscription subscription,
    boolean asked,
    boolean approved,
    List<String> groups) {
  static final String NAME = "item";

  public RosterItem {
    groups = List.copyOf(groups);
  }

  /** Says in a push that the contact is gone. */
  public static RosterItem removed(Jid jid) {
    return new RosterItem(jid, null, RosterSubscription.REMOVE, false, false, List.of());
  }

  static Optional<RosterItem> read(XmlElement element) {
    var jid = Jid.tryParse(element.attribute("jid"));
    var subscription = RosterSubscription.of(element.attribute("subscription"));
    if (!element.is(NAME, Roster.NAMESPACE) || jid.isEmpty() || subscription.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RosterItem(
            jid.get(),
            element.attribute("name"),
            subscription.get(),
            "subscribe".equals(element.attribute("ask")),
            SchemaValues.booleanOf(element.attribute("approved")).orElse(false),
            groups(element)));
  }

  static List<String> groups(XmlElement item) {
    return item.children("group", Roster.NAMESPACE).stream().map(XmlElement::text).toList();
  }

  public XmlElement toElement() {
    var item =
        XmlElement.named(NAME, Roster.NAMESPACE)
            .attribute("jid", jid.toString())
            .attribute("name", name)
            .attribute("subscription", subscription.value())
            .attribute("ask", asked ? "subscribe" : null)
            .attribute("approved", approved ? "true" : null);
    for (var group : groups) {
      item.child(XmlElement.named("group", Roster.NAMESPACE).text(group).build());
    }
    return item.build();
  }
}
