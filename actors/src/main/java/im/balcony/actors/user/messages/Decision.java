package im.balcony.actors.user.messages;

import im.balcony.actors.feature.RowDecision;
import im.balcony.persistence.event.index.IndexState;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A decision of the account on its way into the index.
 *
 * @param archiveId the account's stamp of it
 * @param done gets the state after it; nothing when nobody knows whether it is durable
 */
record Decision(RowDecision row, long archiveId, Consumer<Optional<IndexState>> done)
    implements Queued {}
