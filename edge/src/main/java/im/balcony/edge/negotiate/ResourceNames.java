package im.balcony.edge.negotiate;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.balcony.protocol.jid.InvalidJidException;
import im.balcony.protocol.jid.Jid;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Resources that the server makes: not to be guessed by others (RFC 6120 13.10.2). */
public final class ResourceNames {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String MAC = "HmacSHA256";
  private static final int NAME_BYTES = 9;

  /** Longer tags do not become part of an address. */
  static final int TAG_CHARS_MAX = 64;

  private final byte[] secret;

  /**
   * @param secret the same on all nodes and kept, else a client's address would change
   */
  public ResourceNames(byte[] secret) {
    this.secret = hmac(secret, "resource names");
  }

  /** For a client that wants none of its own. */
  static String next() {
    var bytes = new byte[NAME_BYTES];
    RANDOM.nextBytes(bytes);
    return text(bytes);
  }

  /**
   * The address of a client that binds by XEP-0386 section 3.3: the tag, if it can be in an
   * address, and a name that stays the same for an account, a user agent and a tag, and tells
   * nothing of them.
   *
   * @param userAgentId null for a name that is made anew each time
   */
  Jid fullJid(Jid account, @Nullable String tag, @Nullable String userAgentId) {
    var name = userAgentId == null ? next() : stable(account, tag, userAgentId);
    if (tag == null || tag.length() > TAG_CHARS_MAX) {
      return account.withResource(name);
    }
    try {
      return account.withResource(tag + "/" + name);
    } catch (InvalidJidException notInAnAddress) {
      return account.withResource(name);
    }
  }

  private String stable(Jid account, @Nullable String tag, String userAgentId) {
    var of = account + "\0" + userAgentId + "\0" + (tag == null ? "" : tag);
    return text(Arrays.copyOf(hmac(secret, of), NAME_BYTES));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
