package im.balcony.persistence.archive;

import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;

/**
 * A message as one account's archive holds it.
 *
 * @param archiveId its id there
 */
public record ArchivedMessage(long archiveId, MessageSent sent) {}
