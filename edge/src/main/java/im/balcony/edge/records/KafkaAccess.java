package im.balcony.edge.records;

import com.typesafe.config.Config;
import im.balcony.edge.tls.PemKey;
import im.balcony.edge.tls.TlsUnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * How brokers are spoken to, and who we are to them. It names files: what is in them is read each
 * time it is needed, and shown nowhere.
 *
 * @param authorities PEM; empty for Java's own
 * @param certificate PEM, with its chain; empty for none
 * @param mechanism of SASL; empty for no login
 */
record KafkaAccess(
    boolean tls,
    String authorities,
    String certificate,
    String key,
    String mechanism,
    String user,
    String passwordFile) {
  private static final String PLAIN = "PLAIN";
  private static final Set<String> MECHANISMS = Set.of(PLAIN, "SCRAM-SHA-256", "SCRAM-SHA-512");
  private static final String MODULES = "org.apache.kafka.common.security.";
  private static final String PEM = "PEM";
  private static final int PASSWORD_CHARS_MAX = 1_024;

  static KafkaAccess from(Config kafka) {
    var access =
        new KafkaAccess(
            kafka.getBoolean("tls"),
            kafka.getString("ca-file"),
            kafka.getString("certificate-file"),
            kafka.getString("key-file"),
            kafka.getString("sasl-mechanism"),
            kafka.getString("user"),
            kafka.getString("password-file"));
    access.requireWhole();
    return access;
  }

  private void requireWhole() {
    KafkaSettings.require(
        tls || (authorities.isEmpty() && certificate.isEmpty()),
        "tls",
        "off",
        "on: certificates are named");
    KafkaSettings.require(
        certificate.isEmpty() == key.isEmpty(),
        "key-file",
        key,
        "both certificate-file and key-file");
    if (mechanism.isEmpty()) {
      KafkaSettings.require(
          user.isEmpty() && passwordFile.isEmpty(),
          "sasl-mechanism",
          "",
          "PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512: a user or password is named");
      return;
    }
    KafkaSettings.require(
        MECHANISMS.contains(mechanism),
        "sasl-mechanism",
        mechanism,
        "PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512");
    KafkaSettings.require(
        tls || !mechanism.equals(PLAIN),
        "tls",
        "off",
        "on: PLAIN shows the password to the network");
    KafkaSettings.require(!user.isEmpty(), "user", user, "who the server is to the brokers");
    KafkaSettings.require(!passwordFile.isEmpty(), "password-file", "", "the file of the password");
  }

  /** For a client of Kafka; a file that cannot be used is an {@link IllegalArgumentException}. */
  Map<String, String> properties() {
    var all = new HashMap<String, String>();
    all.put(
        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
        (mechanism.isEmpty() ? "" : "SASL_") + (tls ? "SSL" : "PLAINTEXT"));
    if (!authorities.isEmpty()) {
      all.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, PEM);
      all.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, text("ca-file", authorities));
    }
    if (!certificate.isEmpty()) {
      all.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, PEM);
      all.put(
          SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, text("certificate-file", certificate));
      all.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, privateKey());
    }
    if (!mechanism.isEmpty()) {
      all.put(SaslConfigs.SASL_MECHANISM, mechanism);
      all.put(SaslConfigs.SASL_JAAS_CONFIG, login());
    }
    return all;
  }

  private String login() {
    var module = mechanism.equals(PLAIN) ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
    return "%s%s required username=%s password=%s;"
        .formatted(MODULES, module, quoted(user), quoted(password()));
  }

  /** The first line: an editor puts an end behind it. */
  private String password() {
    var lines = text("password-file", passwordFile).lines().toList();
    if (lines.size() != 1 || lines.get(0).isEmpty() || lines.get(0).length() > PASSWORD_CHARS_MAX) {
      throw new IllegalArgumentException(
          "%spassword-file: %s must hold one line, the password"
              .formatted(KafkaSettings.NAME, passwordFile));
    }
    return lines.get(0);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** PKCS #8, whatever form the file has. */
  private String privateKey() {
    try {
      var der = PemKey.read(Path.of(key)).getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
          .formatted(Base64.getMimeEncoder().encodeToString(der));
    } catch (TlsUnusableException e) {
      throw new IllegalArgumentException(KafkaSettings.NAME + "key-file: " + e.getMessage(), e);
    }
  }

  private static String text(String setting, String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s%s: %s cannot be read".formatted(KafkaSettings.NAME, setting, file), e);
    }
  }
}
