package im.balcony.protocol.xep.pipelining;

import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * Stands for all that a stream offers before login (XEP-0509 section 2.3): a client that kept it
 * sends its login along with the stream header and is refused without prejudice when something else
 * is offered now.
 *
 * @param value opaque to clients, compared octet by octet; equal on all edges that offer the same
 */
@Xep(number = 509, name = "Initial Authentication Pipelining", version = "0.2.0")
public record ConfigVersion(String value) {
  public static final String NAMESPACE = "urn:xmpp:iap:0";

  private static final String NAME = "config-version";

  /** Of what these stream features offer, this one itself not among them. */
  public static ConfigVersion of(XmlElement features) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(features.toBytes());
      return new ConfigVersion(Base64.getEncoder().encodeToString(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What a login was made for (section 2.2); empty when it does not say. */
  public static Optional<ConfigVersion> in(XmlElement authenticate) {
    return authenticate
        .child(NAME, NAMESPACE)
        .map(version -> version.attribute("value"))
        .map(ConfigVersion::new);
  }

  /** The stream feature (section 2.1). */
  public XmlElement toElement() {
    return XmlElement.named(NAME, NAMESPACE)
        .attribute("scheme", "opaque")
        .attribute("value", value)
        .build();
  }

  /** Goes into the failure of a login that was made for something else (section 2.2). */
  public static XmlElement mismatch() {
    return XmlElement.named("config-version-mismatch", NAMESPACE).build();
  }
}
