package im.balcony.protocol.sasl;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rocks.xmpp.precis.PrecisProfile;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * Who logs in: names as the client wrote them, brought to the form in which accounts are stored
 * (RFC 6120 section 6.3.7: the username is the localpart, RFC 7622 section 3.3).
 */
public final class SaslIdentity {
  private static final PrecisProfile USERNAME = PrecisProfiles.USERNAME_CASE_MAPPED;
  private static final String NOT_IN_LOCALPART = "\"&'/:<>@ ";
  private static final int LOCALPART_BYTES_MAX = 1023;

  private SaslIdentity() {}

  /** The localpart; empty when the text cannot be one. */
  public static Optional<String> localpart(String username) {
    if (username.isEmpty() || username.length() > LOCALPART_BYTES_MAX) {
      return Optional.empty();
    }
    try {
      var prepared = USERNAME.enforce(username);
      return prepared.chars().anyMatch(c -> NOT_IN_LOCALPART.indexOf(c) >= 0)
          ? Optional.empty()
          : Optional.of(prepared);
    } catch (IllegalArgumentException notAUsername) {
      return Optional.empty();
    }
  }

  /**
   * Nobody acts for somebody else: an authorization identity is absent, or the bare JID of the
   * account that logs in (RFC 6120 section 6.3.8).
   */
  public static boolean mayActAs(@Nullable String authzid, String localpart, String domain) {
    if (authzid == null || authzid.isEmpty()) {
      return true;
    }
    int at = authzid.indexOf('@');
    return at > 0
        && localpart(authzid.substring(0, at)).filter(localpart::equals).isPresent()
        && authzid.substring(at + 1).toLowerCase(Locale.ROOT).equals(domain);
  }
}
