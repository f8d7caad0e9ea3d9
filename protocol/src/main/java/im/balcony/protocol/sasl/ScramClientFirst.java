package im.balcony.protocol.sasl;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The client's first message, taken apart (RFC 5802 section 7).
 *
 * @param gs2Header as sent, with its last comma: it comes again in client-final
 * @param channelBinding the name behind "p=", else null
 * @param bare what is signed: client-first-message-bare
 */
record ScramClientFirst(
    String gs2Header,
    char channelBindingFlag,
    @Nullable String channelBinding,
    @Nullable String authzid,
    String username,
    String nonce,
    String bare) {

  // No "m=" in front of n=: a mandatory extension that is not known must fail the login.
  private static final Pattern MESSAGE =
      Pattern.compile(
          "((?:(n)|(y)|p=([A-Za-z0-9.-]{1,64})),(?:a=([^,\\x00]+))?,)"
              + "(n=([^,\\x00]+),r=([\\x21-\\x2b\\x2d-\\x7e]+)(?:,[A-Za-z]=[^,\\x00]+)*+)");

  static Optional<ScramClientFirst> parse(byte[] message, ScramLimits limits) {
    if (message.length > limits.messageBytesMax()) {
      return Optional.empty();
    }
    return SaslText.decode(message).flatMap(text -> parse(text, limits));
  }

  private static Optional<ScramClientFirst> parse(String text, ScramLimits limits) {
    var match = MESSAGE.matcher(text);
    if (!match.matches() || match.group(8).length() > limits.clientNonceCharsMax()) {
      return Optional.empty();
    }
    var username = unescape(match.group(7));
    var authzid = match.group(5) == null ? null : unescape(match.group(5));
    if (username == null
        || username.length() > limits.usernameCharsMax()
        || (match.group(5) != null && authzid == null)) {
      return Optional.empty();
    }
    char flag = text.charAt(0);
    return Optional.of(
        new ScramClientFirst(
            match.group(1),
            flag,
            match.group(4),
            authzid,
            username,
            match.group(8),
            match.group(6)));
  }

  /** A saslname; null when it has an "=" that is neither "=2C" nor "=3D". */
  private static @Nullable String unescape(String saslName) {
    var text = saslName.replace("=2C", ",").replace("=3D", "\0");
    return text.indexOf('=') >= 0 ? null : text.replace('\0', '=');
  }
}
