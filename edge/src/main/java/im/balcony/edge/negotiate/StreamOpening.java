package im.balcony.edge.negotiate;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.stream.StreamErrorCondition;
import im.balcony.protocol.stream.StreamFrame;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The check of a client's stream header and the server's answer to it (RFC 6120 4.7, 4.9.3,
 * XEP-0388 2.1).
 *
 * @param domain the domain the stream is for; the first served one when the header names none
 * @param fault why the stream cannot be
 * @param detail for the developer of the client
 */
record StreamOpening(String domain, @Nullable StreamErrorCondition fault, @Nullable String detail) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int STREAM_ID_BYTES = 12;
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,3}\\.[0-9]{1,4}");
  private static final String CLIENT = "jabber:client";

  /**
   * Checks a header.
   *
   * @param domains what is served, the first one being the default
   * @param account who has logged in on this connection; null before login
   */
  static StreamOpening check(StreamFrame.Open open, List<String> domains, @Nullable Jid account) {
    var to = Jid.tryParse(open.to());
    var served = to.filter(Jid::isDomain).map(Jid::domain).filter(domains::contains);
    var domain = served.orElse(domains.get(0));
    if (!open.namespace().equals(CLIENT)) {
      return new StreamOpening(domain, StreamErrorCondition.INVALID_NAMESPACE, null);
    }
    if (!isSupported(open.version())) {
      return new StreamOpening(
          domain, StreamErrorCondition.UNSUPPORTED_VERSION, "this server speaks version 1.0");
    }
    if (open.to() == null) {
      return new StreamOpening(
          domain, StreamErrorCondition.IMPROPER_ADDRESSING, "a stream header needs a 'to'");
    }
    if (served.isEmpty()) {
      return new StreamOpening(domain, StreamErrorCondition.HOST_UNKNOWN, null);
    }
    var fromElsewhere =
        account == null
            ? Jid.tryParse(open.from()).filter(from -> !from.domain().equals(domain)).isPresent()
            : !isOf(account, domain, open.from());
    if (fromElsewhere) {
      return new StreamOpening(domain, StreamErrorCondition.INVALID_FROM, null);
    }
    return new StreamOpening(domain, null, null);
  }

  /** RFC 6120 4.7.5: a header without a version is of version 0.9, which is no more. */
  private static boolean isSupported(@Nullable String version) {
    return version != null && VERSION.matcher(version).matches();
  }

  /** After login the stream stays with the account (RFC 6120 4.7.1). */
  private static boolean isOf(Jid account, String domain, @Nullable String from) {
    return account.domain().equals(domain)
        && (from == null || Jid.tryParse(from).map(Jid::bare).filter(account::equals).isPresent());
  }

  /** The server's own header, which is sent before an error as well (RFC 6120 4.9.1.2). */
  StreamFrame.Open answer(StreamFrame.Open open) {
    var id = new byte[STREAM_ID_BYTES];
    RANDOM.nextBytes(id);
    return new StreamFrame.Open(
        Jid.tryParse(open.from()).map(Jid::toString).orElse(null),
        domain,
        "1.0",
        "en",
        CLIENT,
        Base64.getUrlEncoder().withoutPadding().encodeToString(id));
  }
}
