package im.balcony.actors.conversation;

import im.balcony.protocol.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Two bare JIDs, unordered; both the same for notes to oneself. The text form is the entity id for
 * sharding.
 */
public record ConversationId(Jid first, Jid second) {
  private static final char SEPARATOR = ' ';

  public ConversationId {
    if (!first.isBare() || !second.isBare() || first.compareTo(second) > 0) {
      throw new IllegalArgumentException("two bare JIDs in order are needed");
    }
  }

  public static ConversationId of(Jid one, Jid other) {
    var a = one.bare();
    var b = other.bare();
    return a.compareTo(b) <= 0 ? new ConversationId(a, b) : new ConversationId(b, a);
  }

  /** Reads the entity id; a space stands in no bare JID. */
  public static ConversationId ofEntityId(String entityId) {
    var at = entityId.indexOf(SEPARATOR);
    if (at < 0) {
      throw new IllegalArgumentException("two bare JIDs are needed: " + entityId);
    }
    return new ConversationId(
        Jid.parse(entityId.substring(0, at)), Jid.parse(entityId.substring(at + 1)));
  }

  public String entityId() {
    return first.toString() + SEPARATOR + second;
  }

  /** The participant that is not this one (itself in a conversation with oneself). */
  public Jid peerOf(Jid bareJid) {
    return first.equals(bareJid) ? second : first;
  }

  /**
   * The persistence id of the conversation between two lives of accounts: opaque, and another one
   * for another life of either.
   */
  public static String logOf(String incarnation, String otherIncarnation) {
    var inOrder = incarnation.compareTo(otherIncarnation) <= 0;
    var both =
        inOrder ? incarnation + ' ' + otherIncarnation : otherIncarnation + ' ' + incarnation;
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(both.getBytes(StandardCharsets.UTF_8));
      return "conversation-" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
