package im.balcony.protocol.xep.occupantid;

import im.balcony.protocol.jid.Jid;
import im.balcony.protocol.xep.Xep;
import im.balcony.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Ids that tell occupants apart without telling who they are; only the room gives them. */
@Xep(number = 421, name = "Occupant identifiers for semi-anonymous MUCs", version = "1.0.1")
public final class OccupantIds {
  public static final String NAMESPACE = "urn:xmpp:occupant-id:0";

  /** Bytes of a room's secret: as many as the hash has. */
  public static final int SECRET_BYTES = 32;

  private static final String NAME = "occupant-id";
  private static final String HMAC = "HmacSHA256";

  private OccupantIds() {}

  /**
   * The id of an account in the room that has this secret (section 5.1): stable, and nobody without
   * the secret can make it.
   */
  public static String of(byte[] secret, Jid bareJid) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      var hash = mac.doFinal(bareJid.bare().toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Optional<String> in(XmlElement stanza) {
    return stanza
        .child(NAME, NAMESPACE)
        .flatMap(element -> Optional.ofNullable(element.attribute("id")));
  }

  /** The stanza with this id and no other (section 5). */
  public static XmlElement with(XmlElement stanza, String id) {
    return without(stanza).withChild(XmlElement.named(NAME, NAMESPACE).attribute("id", id).build());
  }

  /** The stanza without what only a room may say. */
  public static XmlElement without(XmlElement stanza) {
    return stanza.withoutChildren(child -> child.is(NAME, NAMESPACE));
  }
}
