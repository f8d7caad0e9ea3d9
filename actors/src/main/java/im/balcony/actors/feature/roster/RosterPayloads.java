package im.balcony.actors.feature.roster;

import im.balcony.actors.user.roster.RosterItem;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.roster.Roster;
import im.balcony.protocol.xep.roster.RosterSubscription;
import im.balcony.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An account's contacts as roster payloads. */
public final class RosterPayloads {
  private RosterPayloads() {}

  /** The whole roster (RFC 6121 section 2.1.4). */
  static XmlElement whole(im.balcony.actors.user.roster.Roster roster) {
    var items = new ArrayList<im.balcony.protocol.xep.roster.RosterItem>();
    roster.all().forEach(item -> items.add(item(item)));
    return new Roster(version(roster.version()), items).toElement();
  }

  /** The contact as it stands, or that it is gone (section 2.1.6). */
  public static XmlElement push(im.balcony.actors.user.roster.Roster roster, Jid contact) {
    return push(roster.version(), contact, roster.item(contact));
  }

  static XmlElement push(long version, Jid contact, Optional<RosterItem> item) {
    var shown =
        item.map(RosterPayloads::item)
            .orElseGet(() -> im.balcony.protocol.xep.roster.RosterItem.removed(contact));
    return new Roster(version(version), List.of(shown)).toElement();
  }

  static String version(long version) {
    return "ver" + version;
  }

  /** The version in a client's hand; empty for none of ours. */
  static Optional<Long> version(String text) {
    try {
      return text.startsWith("ver")
          ? Optional.of(Long.parseLong(text.substring("ver".length())))
          : Optional.empty();
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  private static im.balcony.protocol.xep.roster.RosterItem item(RosterItem item) {
    return new im.balcony.protocol.xep.roster.RosterItem(
        item.contact(),
        item.name().isEmpty() ? null : item.name(),
        RosterSubscription.valueOf(item.subscription().toUpperCase(Locale.ROOT)),
        item.ask(),
        item.approved(),
        item.groups());
  }
}
