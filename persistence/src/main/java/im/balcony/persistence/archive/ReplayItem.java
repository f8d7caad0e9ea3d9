package im.balcony.persistence.archive;

import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;

/**
 * One event of a conversation as an account may see it.
 *
 * @param version of the conversation with this event
 * @param archiveId in this account
 * @param sent what was stored; its content must not be served
 * @param stanzaXml as it is to be served
 */
public record ReplayItem(long version, long archiveId, MessageSent sent, byte[] stanzaXml) {}
