package im.balcony.actors.feature;

import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.persistence.event.index.IndexEvent.Indexed;
import im.balcony.protocol.xep.content.ConversationType;
import im.balcony.protocol.xep.content.MessageEffect.Kind;
import java.time.Instant;

/** A message goes from the account's own archive; nobody else hears of it. */
public record MessageRemoval(Indexed entry) implements OwnerDecision {

  @Override
  public IndexEvent event(long stamp, Instant at) {
    var effect = entry.effect();
    return new IndexEvent.MessageRemoved(
        stamp,
        entry.conversation(),
        entry.peer(),
        effect == null ? ConversationType.CHAT : effect.type(),
        entry.version(),
        effect == null || effect.kind() != Kind.CONTENT || entry.outgoing() ? 0 : effect.theirs(),
        entry.archiveId(),
        at);
  }
}
