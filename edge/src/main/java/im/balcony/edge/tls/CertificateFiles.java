package im.balcony.edge.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A PEM chain (leaf first) with its PEM key, and the domains that are served with it; an empty list
 * of domains means every domain that no other entry names.
 */
public record CertificateFiles(List<String> domains, Path chain, Path key) {

  public CertificateFiles {
    domains = List.copyOf(domains);
  }

  /** Reads the chain and refuses what no client would accept. */
  public List<X509Certificate> read(Instant now) throws TlsUnusableException {
    requireReadable(chain, "certificate chain");
    requireReadable(key, "private key");
    var certificates = parseChain();
    var leaf = certificates.get(0);
    if (now.isAfter(leaf.getNotAfter().toInstant())) {
      throw new TlsUnusableException(
          "the certificate in %s expired on %s: renew it and start again"
              .formatted(chain, leaf.getNotAfter().toInstant()));
    }
    if (now.isBefore(leaf.getNotBefore().toInstant())) {
      throw new TlsUnusableException(
          "the certificate in %s is valid only from %s: check it and this machine's clock"
              .formatted(chain, leaf.getNotBefore().toInstant()));
    }
    return certificates;
  }

  private List<X509Certificate> parseChain() throws TlsUnusableException {
    try (InputStream in = Files.newInputStream(chain)) {
      var certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (certificates.isEmpty()) {
        throw new TlsUnusableException(
            "no certificate found in %s: it must hold PEM blocks, the server's own first"
                .formatted(chain));
      }
      return certificates;
    } catch (IOException | CertificateException e) {
      throw new TlsUnusableException(
          "%s is not a PEM certificate chain: %s".formatted(chain, e.getMessage()), e);
    }
  }

  /** Changes whenever one of the files does; the reloader compares it. */
  List<FileTime> stamp() throws IOException {
    return List.of(Files.getLastModifiedTime(chain), Files.getLastModifiedTime(key));
  }

  static void requireReadable(Path file, String what) throws TlsUnusableException {
    if (!Files.isRegularFile(file)) {
      throw new TlsUnusableException(
          "the %s %s does not exist: correct its name in the configuration".formatted(what, file));
    }
    if (!Files.isReadable(file)) {
      throw new TlsUnusableException(
          "the %s %s cannot be read by this user: correct its permissions".formatted(what, file));
    }
  }
}
