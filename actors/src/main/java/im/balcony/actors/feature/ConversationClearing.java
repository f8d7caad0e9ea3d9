package im.balcony.actors.feature;

import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.protocol.jid.Jid;
import java.time.Instant;

/**
 * Everything that is in a conversation by now goes from the account's own archive.
 *
 * @param log the conversation's persistence id
 * @param type of the messages that go
 */
public record ConversationClearing(String log, Jid peer, String type) implements OwnerDecision {

  @Override
  public IndexEvent event(long stamp, Instant at) {
    return new IndexEvent.ConversationCleared(stamp, log, peer.toString(), type, at);
  }
}
