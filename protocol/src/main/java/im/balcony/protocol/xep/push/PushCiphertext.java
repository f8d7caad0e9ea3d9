package im.balcony.protocol.xep.push;

import im.balcony.protocol.xml.XmlElement;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What only the device can read: a push service passes it on as it is. */
public sealed interface PushCiphertext {
  /** More bytes are refused when read: no service takes them to a device. */
  int BYTES_MAX = 8_192;

  String NAME = "encrypted";

  /** In clear length and kind alone: what is inside is nobody's business, nor that of a log. */
  XmlElement toElement();

  /**
   * Tigase's: AES-GCM under a key that the device gave to its account.
   *
   * @param sealed the text and, behind it, 16 bytes of its tag
   * @param voip whether the device has to report a call for it
   */
  record SharedKey(byte[] iv, byte[] sealed, boolean voip) implements PushCiphertext {
    public static final String NAMESPACE = "tigase:push:encrypt:0";

    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final String VOIP = "voip";

    private static Optional<PushCiphertext> read(XmlElement element) {
      var iv = bytes(element.attribute("iv"));
      var sealed = bytes(element.text());
      return iv.length == IV_BYTES && sealed.length >= TAG_BYTES
          ? Optional.of(new SharedKey(iv, sealed, VOIP.equals(element.attribute("type"))))
          : Optional.empty();
    }

    @Override
    public XmlElement toElement() {
      return XmlElement.named(NAME, NAMESPACE)
          .attribute("iv", Base64.getEncoder().encodeToString(iv))
          .attribute("type", voip ? VOIP : null)
          .text(Base64.getEncoder().encodeToString(sealed))
          .build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof SharedKey key
          && Arrays.equals(iv, key.iv)
          && Arrays.equals(sealed, key.sealed)
          && voip == key.voip;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(sealed);
    }

    @Override
    public String toString() {
      return "SharedKey[" + sealed.length + " bytes" + (voip ? ", voip]" : "]");
    }
  }

  /**
   * Ours: a whole message of {@code aes128gcm} (RFC 8188) for a key that never left the device (RFC
   * 8291), as a service of Web Push takes it.
   */
  record PublicKey(byte[] message) implements PushCiphertext {
    public static final String NAMESPACE = PushRoute.NAMESPACE;

    /** Salt, record size, length of the key's name; a record's tag and its delimiter. */
    private static final int BYTES_MIN = 16 + 4 + 1 + 17;

    private static Optional<PushCiphertext> read(XmlElement element) {
      var message = bytes(element.text());
      return message.length >= BYTES_MIN ? Optional.of(new PublicKey(message)) : Optional.empty();
    }

    @Override
    public XmlElement toElement() {
      return XmlElement.named(NAME, NAMESPACE)
          .text(Base64.getEncoder().encodeToString(message))
          .build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof PublicKey key && Arrays.equals(message, key.message);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(message);
    }

    @Override
    public String toString() {
      return "PublicKey[" + message.length + " bytes]";
    }
  }

  /** The first that the notification holds; empty for none that could be passed on. */
  static Optional<PushCiphertext> in(XmlElement notification) {
    var shared = notification.child(NAME, SharedKey.NAMESPACE).flatMap(SharedKey::read);
    return shared.isPresent()
        ? shared
        : notification.child(NAME, PublicKey.NAMESPACE).flatMap(PublicKey::read);
  }

  /** Empty for what is no Base64, or too long. */
  private static byte[] bytes(@Nullable String base64) {
    if (base64 == null || base64.length() > 2 * BYTES_MAX) {
      return new byte[0];
    }
    try {
      var bytes = Base64.getDecoder().decode(base64.strip());
      return bytes.length > BYTES_MAX ? new byte[0] : bytes;
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }
}
