package im.balcony.actors.call;

import im.balcony.actors.conversation.ConversationId;
import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.jmi.CallSignal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * A session id between two accounts: a third one can never speak of the same call. The text form is
 * the entity id for sharding.
 */
public record CallId(ConversationId parties, String sessionId) {
  private static final char SEPARATOR = ' ';

  public CallId {
    if (!isFollowed(sessionId)) {
      throw new IllegalArgumentException("a session id of 1 to 256 characters is needed");
    }
  }

  private static boolean isFollowed(String sessionId) {
    return !sessionId.isEmpty() && sessionId.length() <= CallSignal.SESSION_ID_CHARS_MAX;
  }

  /** Empty when the session id is empty or too long. */
  public static Optional<CallId> of(Jid one, Jid other, String sessionId) {
    return isFollowed(sessionId)
        ? Optional.of(new CallId(ConversationId.of(one, other), sessionId))
        : Optional.empty();
  }

  /** Whether it is one of a call, and not of a conversation. */
  public static boolean isEntityId(String entityId) {
    return entityId.indexOf(SEPARATOR, entityId.indexOf(SEPARATOR) + 1) > 0;
  }

  /** Reads the entity id; a space stands in no bare JID. */
  public static CallId ofEntityId(String entityId) {
    var first = entityId.indexOf(SEPARATOR);
    var second = entityId.indexOf(SEPARATOR, first + 1);
    if (second < 0) {
      throw new IllegalArgumentException("two bare JIDs and a session id are needed: " + entityId);
    }
    return new CallId(
        ConversationId.ofEntityId(entityId.substring(0, second)), entityId.substring(second + 1));
  }

  public String entityId() {
    return parties.entityId() + SEPARATOR + sessionId;
  }

  /**
   * The persistence id: opaque, and another one for another life of either account.
   *
   * @param conversation the persistence id of the conversation between both
   */
  public String logOf(String conversation) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest((conversation + SEPARATOR + sessionId).getBytes(StandardCharsets.UTF_8));
      return "call-" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
