package im.balcony.actors.user.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** What push services call conversations: they learn which are the same, and no more. */
final class PushNames {
  private static final int NAME_BYTES = 12;

  private PushNames() {}

  /**
   * @param conversation its persistence id, which nobody outside can guess
   */
  static String of(String conversation) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(conversation.getBytes(UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(hash, NAME_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
