package im.balcony.actors.feature;

import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.notifysettings.NotifySetting;
import java.time.Instant;

/**
 * The conversations with a peer follow what the account's bookmark of it says (XEP-0492).
 *
 * @param setting UNSAID when it says nothing, or there is none any more
 */
public record BookmarkFollowing(Jid peer, NotifySetting setting) implements OwnerDecision {

  @Override
  public IndexEvent event(long stamp, Instant at) {
    return new IndexEvent.NotifyFollowed(stamp, peer.toString(), setting, at);
  }
}
