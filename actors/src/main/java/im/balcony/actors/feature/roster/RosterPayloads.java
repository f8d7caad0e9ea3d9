package im.balcony.actors.feature.roster;

import im.balcony.actors.user.account.AccountState;
import im.balcony.actors.user.channels.Channels;
import im.balcony.actors.user.roster.RosterItem;
import im.balcony.persistence.event.account.ChannelEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.mix.MixPam;
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
  static XmlElement whole(AccountState account, boolean annotated) {
    var roster = account.roster();
    var items = new ArrayList<XmlElement>();
    roster.all().forEach(item -> items.add(item(item, account.channels(), annotated)));
    return Roster.of(version(roster.version()), items);
  }

  /** The contact as it stands, or that it is gone (section 2.1.6). */
  public static XmlElement push(AccountState account, Jid contact, boolean annotated) {
    var roster = account.roster();
    var channels = account.channels();
    return push(roster.version(), contact, roster.item(contact), channels, annotated);
  }

  static XmlElement push(
      long version, Jid contact, Optional<RosterItem> item, Channels channels, boolean annotated) {
    var shown =
        item.map(known -> item(known, channels, annotated))
            .orElseGet(
                () -> im.balcony.protocol.xep.roster.RosterItem.removed(contact).toElement());
    return Roster.of(version(version), List.of(shown));
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

  /**
   * XEP-0405 sections 2.9 and 2.10: a channel sees the account's clients, and says that it is one.
   */
  private static XmlElement item(RosterItem item, Channels channels, boolean annotated) {
    var channel = channels.at(item.contact());
    var sharing = channel.map(ChannelEvent.ChannelJoined::sharesPresence).orElse(false);
    var subscription = sharing ? "from" : item.subscription();
    var shown =
        new im.balcony.protocol.xep.roster.RosterItem(
                item.contact(),
                item.name().isEmpty() ? null : item.name(),
                RosterSubscription.valueOf(subscription.toUpperCase(Locale.ROOT)),
                item.ask(),
                item.approved(),
                item.groups())
            .toElement();
    return annotated && channel.isPresent()
        ? shown.withChild(MixPam.channelMark(channel.get().participantId()))
        : shown;
  }
}
