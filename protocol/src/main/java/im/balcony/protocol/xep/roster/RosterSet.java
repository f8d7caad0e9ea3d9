package im.balcony.protocol.xep.roster;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stanza.StanzaError;
import im.balcony.protocol.xml.XmlElement;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client may change about one contact (RFC 6121 section 2.1.5): name and groups, or all.
 *
 * @param jid without resource, as contacts are people
 * @param removes whether the contact goes; name and groups are then empty
 */
public record RosterSet(Jid jid, @Nullable String name, List<String> groups, boolean removes) {

  public RosterSet {
    groups = List.copyOf(groups);
  }

  /** A change, or why there is none (section 2.3.3). */
  public sealed interface Result {}

  public record Read(RosterSet change) implements Result {}

  public record Refused(StanzaError error) implements Result {}

  /** How long names may be and how many groups a contact may have. */
  public record Limits(int nameCharsMax, int groupCharsMax, int groupsMax) {
    public static final Limits DEFAULT = new Limits(1023, 1023, 64);
  }

  /** Reads the payload of an IQ of type set. */
  public static Result read(XmlElement payload, Limits limits) {
    var items = payload.elements();
    if (!Roster.isIn(payload)
        || items.size() != 1
        || !items.get(0).is(RosterItem.NAME, Roster.NAMESPACE)) {
      return new Refused(StanzaError.badRequest().withText("not exactly one item"));
    }
    var item = items.get(0);
    var jid = Jid.tryParse(item.attribute("jid"));
    if (jid.isEmpty()) {
      return new Refused(StanzaError.badRequest().withText("the jid is not one"));
    }
    if (RosterSubscription.REMOVE.value().equals(item.attribute("subscription"))) {
      return new Read(new RosterSet(jid.get().bare(), null, List.of(), true));
    }
    var name = item.attribute("name");
    var groups = RosterItem.groups(item);
    if (new HashSet<>(groups).size() < groups.size()) {
      return new Refused(StanzaError.badRequest().withText("a group is named twice"));
    }
    boolean withinLimits =
        (name == null || name.length() <= limits.nameCharsMax())
            && groups.size() <= limits.groupsMax()
            && groups.stream()
                .allMatch(group -> !group.isEmpty() && group.length() <= limits.groupCharsMax());
    return withinLimits
        ? new Read(new RosterSet(jid.get().bare(), name, groups, false))
        : new Refused(StanzaError.notAcceptable().withText("a name or group is too long or empty"));
  }

  /** The query that a client sends. */
  public XmlElement toElement() {
    var item =
        XmlElement.named(RosterItem.NAME, Roster.NAMESPACE)
            .attribute("jid", jid.toString())
            .attribute("name", name)
            .attribute("subscription", removes ? RosterSubscription.REMOVE.value() : null);
    for (var group : groups) {
      item.child(XmlElement.named("group", Roster.NAMESPACE).text(group).build());
    }
    return XmlElement.named(Roster.NAME, Roster.NAMESPACE).child(item.build()).build();
  }
}
