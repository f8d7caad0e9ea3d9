package im.balcony.edge.tls;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The operator's choices for TLS: {@code balcony.edge.tls} in balcony-edge.conf. */
public record TlsSettings(
    Provider provider,
    List<CertificateFiles> certificates,
    Path developmentFolder,
    int reloadCheckSeconds,
    int handshakeTimeoutMillis) {

  /** Which TLS implementation does the work. */
  public enum Provider {
    /** BoringSSL where its library loads, else the JDK. */
    AUTO,
    OPENSSL,
    JDK
  }

  public TlsSettings {
    certificates = List.copyOf(certificates);
  }

  /** Reads {@code balcony.edge.tls}; the development certificate lies below the data folder. */
  public static TlsSettings from(Config tls, Path dataFolder) {
    var files = new ArrayList<CertificateFiles>();
    for (var entry : tls.getConfigList("certificates")) {
      files.add(
          new CertificateFiles(
              entry.getStringList("domains"),
              Path.of(entry.getString("certificate-file")),
              Path.of(entry.getString("key-file"))));
    }
    if (!tls.getString("certificate-file").isEmpty()) {
      files.add(
          new CertificateFiles(
              List.of(),
              Path.of(tls.getString("certificate-file")),
              Path.of(tls.getString("key-file"))));
    }
    return new TlsSettings(
        Provider.valueOf(tls.getString("provider").toUpperCase(Locale.ROOT)),
        files,
        dataFolder.resolve("tls"),
        tls.getInt("reload-check-seconds"),
        tls.getInt("handshake-seconds-max") * 1000);
  }
}
