package im.balcony.actors.user.messages;

import im.balcony.actors.feature.OwnerDecision;
import im.balcony.persistence.event.index.IndexEvent;
import im.balcony.persistence.event.index.IndexState;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A decision of the account on its way into the index.
 *
 * @param archiveId the account's stamp of it
 * @param done gets the state after it; nothing when nobody knows whether it is durable
 */
record Decision(OwnerDecision decided, long archiveId, Consumer<Optional<IndexState>> done)
    implements Queued {

  IndexEvent event(Instant at) {
    return decided.event(archiveId, at);
  }
}
