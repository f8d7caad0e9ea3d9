package im.balcony.persistence.archive;

import org.jspecify.annotations.Nullable;

/**
 * Where one account's view of a conversation's item differs from the conversation's log.
 *
 * @param raisedId the archive id for this account, when it is not the proposed one
 * @param hidden this account may not see the item
 * @param rewrittenBy the sequence number of the correction or retraction that stands for it
 */
public record ArchiveException(
    long sequenceNr, @Nullable Long raisedId, boolean hidden, @Nullable Long rewrittenBy) {}
