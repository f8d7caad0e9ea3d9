package im.balcony.edge.tls;

import im.balcony.protocol.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Whom a certificate is made out to (RFC 6120 13.7.1.2, RFC 6125 6.4): its dNSName, SRVName and
 * xmppAddr entries. The subject's common name is never looked at.
 */
public final class CertificateNames {
  private static final int OTHER_NAME = 0;
  private static final int DNS_NAME = 2;
  private static final String SRV_NAME = "1.3.6.1.5.5.7.8.7";
  private static final String XMPP_ADDR = "1.3.6.1.5.5.7.8.5";
  private static final String SRV_SERVER = "_xmpp-server.";

  private CertificateNames() {}

  /** Whether it is made out to this domain, which is in its normal form. */
  public static boolean fit(X509Certificate certificate, String domain) {
    try {
      var names = certificate.getSubjectAlternativeNames();
      return names != null && names.stream().anyMatch(name -> fits(name, domain));
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private static boolean fits(List<?> name, String domain) {
    if (name.size() < 2 || !(name.get(0) instanceof Integer type)) {
      return false;
    }
    if (type == DNS_NAME && name.get(1) instanceof String dnsName) {
      return fitsDns(dnsName, domain);
    }
    return type == OTHER_NAME
        && name.get(1) instanceof byte[] der
        && OtherName.read(der).filter(other -> fitsOther(other, domain)).isPresent();
  }

  private static boolean fitsOther(OtherName other, String domain) {
    var text = new String(other.value(), StandardCharsets.UTF_8);
    return switch (other.type()) {
      case XMPP_ADDR -> normal(text).filter(domain::equals).isPresent();
      case SRV_NAME ->
          text.regionMatches(true, 0, SRV_SERVER, 0, SRV_SERVER.length())
              && normal(text.substring(SRV_SERVER.length())).filter(domain::equals).isPresent();
      default -> false;
    };
  }

  /**
   * A wildcard is the whole first label, stands for one label, and has two more behind it (RFC 6125
   * 6.4.3). What is no name of a domain, such as one with a NUL inside, fits nothing.
   */
  static boolean fitsDns(String dnsName, String domain) {
    if (!dnsName.startsWith("*.")) {
      return normal(dnsName).filter(domain::equals).isPresent();
    }
    int dot = domain.indexOf('.');
    var parent = dnsName.substring(2);
    return dot > 0
        && parent.indexOf('.') > 0
        && normal(parent).filter(domain.substring(dot + 1)::equals).isPresent();
  }

  private static Optional<String> normal(String name) {
    return Jid.tryParse(name).filter(Jid::isDomain).map(Jid::domain);
  }
}
