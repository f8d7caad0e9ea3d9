package im.balcony.protocol.sasl;

import im.balcony.protocol.jid.InvalidJidException;
import im.balcony.protocol.jid.Jid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who logs in: names as the client wrote them, brought to the form in which accounts are stored
 * (RFC 6120 section 6.3.7: the username is the localpart, RFC 7622 section 3.3).
 */
public final class SaslIdentity {
  private SaslIdentity() {}

  /** The account of this name in this domain; empty when the name cannot be a localpart. */
  public static Optional<Jid> account(String username, String domain) {
    try {
      return Optional.of(Jid.of(username, domain, null));
    } catch (InvalidJidException notALocalpart) {
      return Optional.empty();
    }
  }

  /**
   * Nobody acts for somebody else: an authorization identity is absent, or the bare JID of the
   * account that logs in (RFC 6120 section 6.3.8).
   */
  public static boolean mayActAs(@Nullable String authzid, Jid account) {
    return authzid == null
        || authzid.isEmpty()
        || Jid.tryParse(authzid).filter(account::equals).isPresent();
  }
}
