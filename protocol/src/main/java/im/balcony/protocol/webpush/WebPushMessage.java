package im.balcony.protocol.webpush;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;

/** Encrypts what a push service must not read (RFC 8291): one message, one record, one key pair. */
public final class WebPushMessage {
  /** A push service must take so many bytes of a message (RFC 8030 section 7.2). */
  public static final int MESSAGE_BYTES_MAX = 4_096;

  /** What fits into a message beside its header of 86 bytes, the delimiter and the tag. */
  public static final int PLAIN_BYTES_MAX = 3_993;

  /** Contents are filled up to a multiple of this, so that their length tells less. */
  private static final int PADDED_TO_BYTES = 128;

  private static final int RECORD_BYTES = 4_096;
  private static final int KEY_MATERIAL_BYTES = 32;
  private static final byte[] KEY_INFO = HkdfSha256.info("WebPush: info");

  private WebPushMessage() {}

  /**
   * The body of a request to the push service, a whole message of RFC 8188.
   *
   * @param plain at most {@link #PLAIN_BYTES_MAX} bytes
   * @param random for a new key pair and salt
   */
  public static byte[] encrypt(SubscriptionKeys to, byte[] plain, SecureRandom random) {
    var salt = new byte[EncryptedContent.SALT_BYTES];
    random.nextBytes(salt);
    int whole = (plain.length + PADDED_TO_BYTES - 1) / PADDED_TO_BYTES * PADDED_TO_BYTES;
    int padding = Math.min(whole, PLAIN_BYTES_MAX) - plain.length;
    var server = P256.newKeyPair(random);
    return encrypt(CurveCode.inUse(), to, plain, server, salt, padding);
  }

  static byte[] encrypt(
      CurveCode code,
      SubscriptionKeys to,
      byte[] plain,
      KeyPair server,
      byte[] salt,
      int paddingBytes) {
    if (plain.length + paddingBytes > PLAIN_BYTES_MAX || paddingBytes < 0) {
      throw new IllegalArgumentException(
          "at most %d bytes, not %d".formatted(PLAIN_BYTES_MAX, plain.length));
    }
    var serverKey = P256.uncompressed((ECPublicKey) server.getPublic());
    var shared = P256.agree(code, (ECPrivateKey) server.getPrivate(), to.userAgent());
    var keyMaterial =
        keyMaterial(to.authSecret(), shared, P256.uncompressed(to.userAgent()), serverKey);
    return EncryptedContent.encrypt(keyMaterial, salt, RECORD_BYTES, serverKey, plain, paddingBytes)
        .toBytes();
  }

  /** What the subscriber reads; empty for what was not encrypted to it by RFC 8291. */
  public static Optional<byte[]> decrypt(KeyPair userAgent, byte[] authSecret, byte[] message) {
    return decrypt(CurveCode.inUse(), userAgent, authSecret, message);
  }

  static Optional<byte[]> decrypt(
      CurveCode code, KeyPair userAgent, byte[] authSecret, byte[] message) {
    var own = P256.uncompressed((ECPublicKey) userAgent.getPublic());
    return EncryptedContent.read(message)
        // section 4: there is exactly one record
        .filter(content -> content.records().length <= content.recordSize())
        .flatMap(
            content ->
                P256.publicKey(content.keyId())
                    .map(server -> P256.agree(code, (ECPrivateKey) userAgent.getPrivate(), server))
                    .flatMap(
                        shared ->
                            content.decrypt(
                                keyMaterial(authSecret, shared, own, content.keyId()))));
  }

  /** Section 3.4. */
  private static byte[] keyMaterial(
      byte[] authSecret, byte[] shared, byte[] userAgentKey, byte[] serverKey) {
    var info = new byte[KEY_INFO.length + userAgentKey.length + serverKey.length];
    System.arraycopy(KEY_INFO, 0, info, 0, KEY_INFO.length);
    System.arraycopy(userAgentKey, 0, info, KEY_INFO.length, userAgentKey.length);
    System.arraycopy(serverKey, 0, info, KEY_INFO.length + userAgentKey.length, serverKey.length);
    return HkdfSha256.derive(authSecret, shared, info, KEY_MATERIAL_BYTES);
  }

  /** That a message which claims to be encrypted has the form of one (RFC 8291 section 4). */
  public static boolean isWellFormed(byte[] message) {
    return message.length <= MESSAGE_BYTES_MAX
        && EncryptedContent.read(message)
            .filter(content -> content.records().length >= EncryptedContent.RECORD_OVERHEAD_BYTES)
            .filter(content -> content.records().length <= content.recordSize())
            .flatMap(content -> P256.publicKey(content.keyId()))
            .isPresent();
  }
}
