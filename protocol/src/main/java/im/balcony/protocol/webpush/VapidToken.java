package im.balcony.protocol.webpush;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** How an application server names itself to a push service (RFC 8292): a JWT signed by ES256. */
public final class VapidToken {
  /** Section 2: a token that is good for longer is refused. */
  public static final Duration LIFETIME_MAX = Duration.ofHours(24);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER = encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");
  private static final char FIRST_PRINTABLE = 0x20;

  private VapidToken() {}

  /**
   * The value of the header Authorization (section 3).
   *
   * @param origin of the push service: scheme and host, and the port unless it is the usual one
   * @param subject where its people reach us: {@code mailto:} or {@code https:} (section 2.1)
   * @param expires at most {@link #LIFETIME_MAX} from now
   */
  public static String authorization(
      ECPrivateKey key, ECPublicKey publicKey, String origin, String subject, Instant expires) {
    var claims =
        "{\"aud\":%s,\"exp\":%d,\"sub\":%s}"
            .formatted(quoted(origin), expires.getEpochSecond(), quoted(subject));
    var signed = HEADER + '.' + encoded(claims);
    var signature = P256.sign(key, signed.getBytes(StandardCharsets.US_ASCII));
    return "vapid t=%s.%s, k=%s"
        .formatted(signed, BASE64.encodeToString(signature), publicText(publicKey));
  }

  /** The public key as browsers want it for {@code applicationServerKey} (section 3.2). */
  public static String publicText(ECPublicKey key) {
    return BASE64.encodeToString(P256.uncompressed(key));
  }

  private static String encoded(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** RFC 8259 section 7. */
  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < FIRST_PRINTABLE) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
