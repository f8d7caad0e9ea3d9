package im.balcony.protocol.xep.saslupgrade;

import im.balcony.protocol.sasl.ScramKeys;
import im.balcony.protocol.sasl.ScramMechanism;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.util.Base64;
import java.util.Optional;

/**
 * The elements of an upgrade to a mechanism of the SCRAM family (XEP-0480 sections 2 and 3); they
 * travel in those of XEP-0388.
 */
@Xep(number = 480, name = "SASL Upgrade Tasks", version = "0.2.0")
public final class SaslUpgrade {
  public static final String NAMESPACE = "urn:xmpp:sasl:upgrade:0";

  private static final String SCRAM = "urn:xmpp:scram-upgrade:0";
  private static final String UPGRADE = "upgrade";

  private SaslUpgrade() {}

  /** The name of the task, without "-PLUS" (section 2.1). */
  public static String task(ScramMechanism mechanism) {
    return "UPGR-" + mechanism.saslName();
  }

  /** Goes into the stream feature of XEP-0388 (section 2.1). */
  public static XmlElement offer(ScramMechanism mechanism) {
    return XmlElement.named(UPGRADE, NAMESPACE).text(task(mechanism)).build();
  }

  /** Whether {@code <authenticate/>} asks for this upgrade, among others or alone (section 2.2). */
  public static boolean isWanted(XmlElement authenticate, ScramMechanism mechanism) {
    return authenticate.children(UPGRADE, NAMESPACE).stream()
        .anyMatch(upgrade -> upgrade.text().strip().equals(task(mechanism)));
  }

  /**
   * What the client is to salt its password with (section 3).
   *
   * @param salt within the bounds of {@link ScramKeys}
   * @param iterations likewise
   */
  public static XmlElement salt(byte[] salt, int iterations) {
    return XmlElement.named("salt", SCRAM)
        .attribute("iterations", Integer.toString(iterations))
        .text(Base64.getEncoder().encodeToString(salt))
        .build();
  }

  /**
   * The SaltedPassword of RFC 5802 that the client sends back (section 3).
   *
   * @param taskData the wrapper of XEP-0388
   * @return no bytes when there is none in it; empty when it is not Base64
   */
  public static Optional<byte[]> saltedPassword(XmlElement taskData) {
    var text = taskData.child("hash", SCRAM).map(hash -> hash.text().strip()).orElse("");
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
