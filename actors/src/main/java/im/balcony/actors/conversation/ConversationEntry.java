package im.balcony.actors.conversation;

import im.balcony.actors.session.SessionId;
import im.balcony.persistence.event.conversation.ConversationEvent.Effect;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.content.MessageEffect;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation as its participants' Users get it.
 *
 * @param version the conversation version that holds it, 0 when it is passed on without being
 *     stored
 * @param proposedId the archive id the conversation proposes (microseconds), 0 when not stored
 * @param from full JID of the sender
 * @param to as addressed: bare or full
 * @param session the session that submitted it, for its acknowledgement
 * @param number the submission's number in that session
 * @param type the message's type attribute value
 * @param copied whether carbons (XEP-0280 section 6.1) apply
 * @param effect what it does to the conversation; null when not stored, or before this was known
 * @param xml the stanza as submitted, from stamped, forged ids removed
 */
public record ConversationEntry(
    long version,
    long proposedId,
    Jid from,
    Jid to,
    SessionId session,
    long number,
    String type,
    boolean copied,
    @Nullable Effect effect,
    byte[] xml,
    Instant at) {

  public boolean isStored() {
    return version > 0;
  }

  /** Whether it is known to be this to the conversation; not when it was not stored. */
  public boolean isOf(MessageEffect.Kind kind) {
    return effect != null && effect.kind() == kind;
  }
}
