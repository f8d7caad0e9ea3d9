package im.balcony.edge.doctor;

import com.typesafe.config.Config;
import im.balcony.edge.s2s.ServiceRecords;
import im.balcony.edge.settings.EdgeSettings;
import im.balcony.edge.tls.CertificateFiles;
import im.balcony.edge.tls.CertificateNames;
import im.balcony.edge.tls.TlsUnusableException;
import java.io.IOException;
import java.net.IDN;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether other servers can find each of our domains, and will believe its certificate. */
final class FederationCheck {
  /** How many SRV records a name has; a failure says why nobody knows. */
  @FunctionalInterface
  interface Names {
    int services(String name) throws IOException;
  }

  private FederationCheck() {}

  static List<Finding> of(Config config) {
    return of(config, ServiceRecords::count);
  }

  static List<Finding> of(Config config, Names names) {
    EdgeSettings settings;
    try {
      settings = EdgeSettings.from(config);
    } catch (IllegalArgumentException e) {
      return List.of(); // said of the listeners already
    }
    if (!settings.s2s().enabled()) {
      return List.of(Finding.well("federation: off (balcony.edge.s2s.enabled)"));
    }
    var findings = new ArrayList<Finding>();
    for (var domain : settings.domains()) {
      findings.add(found(domain, names));
      findings.add(certified(domain, settings.tls().certificates()));
    }
    return findings;
  }

  private static Finding found(String domain, Names names) {
    var ascii = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
    try {
      int direct = names.services("_xmpps-server._tcp." + ascii);
      int starttls = names.services("_xmpp-server._tcp." + ascii);
      return direct + starttls > 0
          ? Finding.well(
              "federation: %s has %d SRV records for other servers"
                  .formatted(domain, direct + starttls))
          : Finding.weak(
              "federation: %s has no SRV record: other servers try the address of that name at port 5269; add _xmpp-server._tcp.%s if it is elsewhere"
                  .formatted(domain, ascii));
    } catch (IOException e) {
      return Finding.weak(
          "federation: the SRV records of %s cannot be looked up (%s): see whether DNS answers"
              .formatted(domain, e.getMessage()));
    }
  }

  private static Finding certified(String domain, List<CertificateFiles> certificates) {
    try {
      var file = chosen(domain, certificates);
      if (file.isEmpty()) {
        return Finding.weak(
            "federation: %s has a self-signed certificate: servers that want a good one will not talk to it"
                .formatted(domain));
      }
      var leaf = file.get().read(Instant.now()).get(0);
      return CertificateNames.fit(leaf, domain)
          ? Finding.well("federation: the certificate of %s is made out to it".formatted(domain))
          : Finding.weak(
              "federation: %s is not made out to %s: servers that want a good certificate will not talk to it"
                  .formatted(file.get().chain(), domain));
    } catch (TlsUnusableException e) {
      return Finding.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<CertificateFiles> chosen(
      String domain, List<CertificateFiles> certificates) {
    var own = certificates.stream().filter(file -> file.domains().contains(domain)).findFirst();
    return own.isPresent()
        ? own
        : certificates.stream().filter(file -> file.domains().isEmpty()).findFirst();
  }
}
