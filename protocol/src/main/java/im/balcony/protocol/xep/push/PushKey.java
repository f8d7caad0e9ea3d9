package im.balcony.protocol.xep.push;

import im.balcony.protocol.webpush.SubscriptionKeys;
import im.balcony.protocol.webpush.WebPushMessage;
import im.balcony.protocol.xml.XmlElement;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What a device gave so that only it can read what wakes it. Never shown in a log. */
public sealed interface PushKey {
  String NAME = "encrypt";

  /**
   * @param voip whether the device has to report a call for it
   * @param random for what must never be used twice
   */
  PushCiphertext encrypt(byte[] plain, boolean voip, SecureRandom random);

  /**
   * How much may be encrypted.
   *
   * @param textCharsMax of the result in Base64
   */
  int plainBytesMax(int textCharsMax);

  /** Tigase's: 16 bytes that the account keeps as well. */
  final class Shared implements PushKey {
    public static final String NAMESPACE = PushCiphertext.SharedKey.NAMESPACE;

    /** The specification says the first, older clients the second. */
    private static final Set<String> ALGORITHMS = Set.of("aes-128-gcm", "aes-gcm");

    private static final int KEY_BYTES = 16;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int KEY_CHARS_MAX = 64;

    private final byte[] key;

    private Shared(byte[] key) {
      this.key = key.clone();
    }

    private static Optional<PushKey> read(XmlElement encrypt) {
      var text = encrypt.text().strip();
      var alg = encrypt.attribute("alg");
      if (alg == null || !ALGORITHMS.contains(alg) || text.length() > KEY_CHARS_MAX) {
        return Optional.empty();
      }
      try {
        var key = Base64.getDecoder().decode(text);
        return key.length == KEY_BYTES ? Optional.of(new Shared(key)) : Optional.empty();
      } catch (IllegalArgumentException notBase64) {
        return Optional.empty();
      }
    }

    @Override
    public PushCiphertext encrypt(byte[] plain, boolean voip, SecureRandom random) {
      var iv = new byte[IV_BYTES];
      random.nextBytes(iv);
      try {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
            Cipher.ENCRYPT_MODE,
            new SecretKeySpec(key, "AES"),
            new GCMParameterSpec(TAG_BYTES * Byte.SIZE, iv));
        return new PushCiphertext.SharedKey(iv, cipher.doFinal(plain), voip);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has AES/GCM", e);
      }
    }

    @Override
    public int plainBytesMax(int textCharsMax) {
      return textCharsMax / 4 * 3 - TAG_BYTES;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Shared shared && Arrays.equals(key, shared.key);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
      return "Shared[]";
    }
  }

  /** Ours: the public keys of Web Push (RFC 8291); what reads them never leaves the device. */
  record Public(SubscriptionKeys keys) implements PushKey {
    public static final String NAMESPACE = PushCiphertext.PublicKey.NAMESPACE;

    /** What is encrypted is filled up to a multiple of it, so that its length tells less. */
    private static final int PADDED_TO_BYTES = 128;

    private static Optional<PushKey> read(XmlElement encrypt) {
      return SubscriptionKeys.read(encrypt.attribute("p256dh"), encrypt.attribute("auth"))
          .map(Public::new);
    }

    @Override
    public PushCiphertext encrypt(byte[] plain, boolean voip, SecureRandom random) {
      return new PushCiphertext.PublicKey(WebPushMessage.encrypt(keys, plain, random));
    }

    @Override
    public int plainBytesMax(int textCharsMax) {
      var overhead = WebPushMessage.MESSAGE_BYTES_MAX - WebPushMessage.PLAIN_BYTES_MAX;
      return (textCharsMax / 4 * 3 - overhead) / PADDED_TO_BYTES * PADDED_TO_BYTES;
    }
  }

  /** Empty for what is no key. */
  static Optional<PushKey> read(XmlElement encrypt) {
    return encrypt.is(NAME, Shared.NAMESPACE) ? Shared.read(encrypt) : Public.read(encrypt);
  }
}
