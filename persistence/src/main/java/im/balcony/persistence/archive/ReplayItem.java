package im.balcony.persistence.archive;

import im.balcony.persistence.event.conversation.ConversationEvent.MessageSent;
import org.jspecify.annotations.Nullable;

/**
 * One event of a conversation as an account may see it.
 *
 * @param version of the conversation with this event
 * @param archiveId in this account
 * @param sent what was stored; its content must not be served
 * @param rewrittenBy the version of the correction or retraction that stands for it in this
 *     account, {@link ArchiveException#BY_OWNER}, or null; the account's index may not have that
 *     one yet
 * @param stanzaXml as it is to be served
 */
public record ReplayItem(
    long version, long archiveId, MessageSent sent, @Nullable Long rewrittenBy, byte[] stanzaXml) {}
