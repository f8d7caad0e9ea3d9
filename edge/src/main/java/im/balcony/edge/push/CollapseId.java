package im.balcony.edge.push;

import im.balcony.protocol.xep.push.PushNotification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What makes a newer notification take the place of an older one that was not delivered: fits the
 * Topic of RFC 8030 section 5.4, and so APNs' collapse id as well.
 */
final class CollapseId {
  private static final Pattern FITS = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final int HASH_BYTES = 24;

  private CollapseId() {}

  /** Empty for a notification that stands for itself. */
  static Optional<String> of(PushNotification notification) {
    var route = notification.route();
    return route == null || route.id() == null
        ? Optional.empty()
        : Optional.of(fitting(route.id()));
  }

  private static String fitting(String id) {
    return FITS.matcher(id).matches() ? id : hash(id);
  }

  private static String hash(String id) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(hash, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
