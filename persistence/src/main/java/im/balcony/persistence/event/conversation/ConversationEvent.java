package im.balcony.persistence.event.conversation;

import im.balcony.protocol.xep.content.MessageEffect;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has happened in one conversation. On disk for ever: see EventManifests before changing. */
public sealed interface ConversationEvent {
  <S> S fold(Fold<S> fold);

  /**
   * A client's message was accepted; this is also its MAM entry (XEP-0313).
   *
   * @param originKey what makes a repeat recognisable: origin-id, else id and payload hash
   * @param from full JID of the sender
   * @param to as it was addressed, bare or full
   * @param type the message's type
   * @param copied whether the sender's and the recipient's other devices get it (XEP-0280 6.1)
   * @param n the session's own number of this submission
   * @param confirmedByFirst up to which version the first participant's archive was known to go
   * @param confirmedBySecond the same of the second
   * @param effect null when it was written before effects were known
   */
  record MessageSent(
      long proposedId,
      String originKey,
      String from,
      String to,
      String type,
      boolean copied,
      String sessionId,
      long n,
      long confirmedByFirst,
      long confirmedBySecond,
      byte[] stanzaXml,
      Instant at,
      @Nullable Effect effect)
      implements ConversationEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /**
   * What a message does to the conversation; what it is about has been found.
   *
   * @param type the kind of conversation that it belongs to, see ConversationType
   * @param messageId its id as others name it; null when there is none or the origin key says it
   * @param target the version of the message that it is about, 0 for none
   * @param countFirst how many contents of this type the first participant has sent by now
   * @param countSecond the same of the second
   */
  record Effect(
      MessageEffect.Kind kind,
      String type,
      @Nullable String messageId,
      long target,
      long countFirst,
      long countSecond) {}

  /** Stands for an event whose data key was destroyed; keeps its version, never written. */
  record Erased() implements ConversationEvent {
    @Override
    public <S> S fold(Fold<S> fold) {
      return fold.on(this);
    }
  }

  /** One case per event: a new event does not compile until every fold has an answer for it. */
  interface Fold<S> {
    S on(MessageSent event);

    S on(Erased event);
  }
}
