package im.balcony.protocol.sasl;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a login was refused: what goes into {@code <failure/>} (RFC 6120 section 6.5). */
public record SaslFailure(Condition condition, @Nullable String text) {

  /** The defined conditions of RFC 6120 sections 6.5.1 to 6.5.11. */
  public enum Condition {
    ABORTED,
    ACCOUNT_DISABLED,
    CREDENTIALS_EXPIRED,
    ENCRYPTION_REQUIRED,
    INCORRECT_ENCODING,
    INVALID_AUTHZID,
    INVALID_MECHANISM,
    MALFORMED_REQUEST,
    MECHANISM_TOO_WEAK,
    NOT_AUTHORIZED,
    TEMPORARY_AUTH_FAILURE;

    public String elementName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public static SaslFailure of(Condition condition) {
    return new SaslFailure(condition, null);
  }

  public static SaslFailure of(Condition condition, String text) {
    return new SaslFailure(condition, text);
  }

  /** The one answer to a wrong password, an unknown user and a wrong channel binding. */
  public static SaslFailure notAuthorized() {
    return of(Condition.NOT_AUTHORIZED);
  }

  public static SaslFailure malformed(String text) {
    return of(Condition.MALFORMED_REQUEST, text);
  }
}
