package im.balcony.actors.user.channels;

import im.balcony.persistence.event.account.ChannelEvent;
import im.balcony.persistence.event.account.ChannelEvent.ChannelJoined;
import im.balcony.persistence.event.account.ChannelEvent.ChannelLeft;
import im.balcony.protocol.jid.Jid;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where an account takes part, by the channel's bare JID, in the order in which it joined. */
public record Channels(Map<Jid, ChannelJoined> byAddress) implements ChannelEvent.Fold<Channels> {
  public static final Channels NONE = new Channels(Map.of());

  public static Channels of(Collection<ChannelJoined> joined) {
    var channels = NONE;
    for (var each : joined) {
      channels = channels.on(each);
    }
    return channels;
  }

  public List<ChannelJoined> all() {
    return List.copyOf(byAddress.values());
  }

  public Optional<ChannelJoined> at(Jid channel) {
    return Optional.ofNullable(byAddress.get(channel));
  }

  @Override
  public Channels on(ChannelJoined event) {
    var more = new LinkedHashMap<>(byAddress);
    more.put(Jid.parse(event.channel()), event);
    return new Channels(more);
  }

  @Override
  public Channels on(ChannelLeft event) {
    var fewer = new LinkedHashMap<>(byAddress);
    fewer.remove(Jid.parse(event.channel()));
    return fewer.isEmpty() ? NONE : new Channels(fewer);
  }
}
