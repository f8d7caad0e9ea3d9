package im.balcony.protocol.webpush;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A message in the content coding {@code aes128gcm} (RFC 8188).
 *
 * @param salt 16 bytes that are used once with a key (section 2.1)
 * @param recordSize bytes of each record but the last, 18 or more
 * @param keyId says which key it is; at most 255 bytes
 * @param records as they are encrypted
 */
public record EncryptedContent(byte[] salt, int recordSize, byte[] keyId, byte[] records) {
  /** The name of the coding, for the header Content-Encoding. */
  public static final String CODING = "aes128gcm";

  public static final int SALT_BYTES = 16;

  /** What a record has beside its content and padding: the delimiter and the tag. */
  public static final int RECORD_OVERHEAD_BYTES = 17;

  private static final int TAG_BYTES = 16;
  private static final int KEY_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int HEADER_BYTES = SALT_BYTES + 5;
  private static final int KEY_ID_BYTES_MAX = 255;
  private static final byte LAST = 2;
  private static final byte NOT_LAST = 1;

  public EncryptedContent {
    if (salt.length != SALT_BYTES
        || recordSize <= RECORD_OVERHEAD_BYTES
        || keyId.length > KEY_ID_BYTES_MAX) {
      throw new IllegalArgumentException("not within the bounds of RFC 8188 section 2.1");
    }
  }

  /** Empty for what is no such message: cut off, or with records too small to hold anything. */
  public static Optional<EncryptedContent> read(byte[] message) {
    if (message.length < HEADER_BYTES) {
      return Optional.empty();
    }
    var in = ByteBuffer.wrap(message);
    var salt = new byte[SALT_BYTES];
    in.get(salt);
    int recordSize = in.getInt();
    int keyIdBytes = in.get() & 0xFF;
    if (recordSize <= RECORD_OVERHEAD_BYTES || in.remaining() < keyIdBytes) {
      return Optional.empty();
    }
    var keyId = new byte[keyIdBytes];
    in.get(keyId);
    var records = new byte[in.remaining()];
    in.get(records);
    return Optional.of(new EncryptedContent(salt, recordSize, keyId, records));
  }

  /**
   * Encrypts.
   *
   * @param keyMaterial known to both sides
   * @param paddingBytes of the first record that it fits into, with what else is in it
   */
  public static EncryptedContent encrypt(
      byte[] keyMaterial,
      byte[] salt,
      int recordSize,
      byte[] keyId,
      byte[] plain,
      int paddingBytes) {
    var keys = Keys.of(salt, keyMaterial);
    int room = recordSize - RECORD_OVERHEAD_BYTES;
    if (paddingBytes > room || (paddingBytes == room && plain.length > 0)) {
      throw new IllegalArgumentException("the first record has room for %d bytes".formatted(room));
    }
    var out = new ByteArrayOutputStream();
    int done = 0;
    for (int number = 0; number == 0 || done < plain.length; number++) {
      int padding = number == 0 ? paddingBytes : 0;
      int content = Math.min(room - padding, plain.length - done);
      boolean isLast = done + content == plain.length;
      var record = Arrays.copyOfRange(plain, done, done + content + 1 + padding);
      record[content] = isLast ? LAST : NOT_LAST;
      Arrays.fill(record, content + 1, record.length, (byte) 0);
      out.writeBytes(keys.run(Cipher.ENCRYPT_MODE, number, record));
      done += content;
    }
    return new EncryptedContent(salt, recordSize, keyId, out.toByteArray());
  }

  /** The content; empty when it was changed, cut off, or encrypted by another key. */
  public Optional<byte[]> decrypt(byte[] keyMaterial) {
    var keys = Keys.of(salt, keyMaterial);
    var plain = new ByteArrayOutputStream();
    try {
      for (int number = 0, at = 0; at < records.length; number++, at += recordSize) {
        int end = Math.min(records.length, at + recordSize);
        if (end - at < RECORD_OVERHEAD_BYTES) {
          return Optional.empty();
        }
        var record = keys.run(Cipher.DECRYPT_MODE, number, Arrays.copyOfRange(records, at, end));
        int delimiter = record.length - 1;
        while (delimiter >= 0 && record[delimiter] == 0) {
          delimiter--;
        }
        boolean isLast = end == records.length;
        if (delimiter < 0 || record[delimiter] != (isLast ? LAST : NOT_LAST)) {
          return Optional.empty();
        }
        plain.write(record, 0, delimiter);
        if (isLast) {
          return Optional.of(plain.toByteArray());
        }
      }
    } catch (UnreadableRecordException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** The whole message, header and records (section 2). */
  public byte[] toBytes() {
    return ByteBuffer.allocate(HEADER_BYTES + keyId.length + records.length)
        .put(salt)
        .putInt(recordSize)
        .put((byte) keyId.length)
        .put(keyId)
        .put(records)
        .array();
  }

  /** Sections 2.2 and 2.3. */
  private record Keys(SecretKeySpec key, byte[] nonceBase) {
    static Keys of(byte[] salt, byte[] keyMaterial) {
      var key =
          HkdfSha256.derive(
              salt, keyMaterial, HkdfSha256.info("Content-Encoding: aes128gcm"), KEY_BYTES);
      var nonce =
          HkdfSha256.derive(
              salt, keyMaterial, HkdfSha256.info("Content-Encoding: nonce"), NONCE_BYTES);
      return new Keys(new SecretKeySpec(key, "AES"), nonce);
    }

    byte[] run(int mode, int number, byte[] record) {
      var nonce = nonceBase.clone();
      for (int i = 0; i < Integer.BYTES; i++) {
        nonce[NONCE_BYTES - 1 - i] ^= (byte) (number >>> (Byte.SIZE * i));
      }
      try {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        return cipher.doFinal(record);
      } catch (GeneralSecurityException e) {
        if (mode == Cipher.DECRYPT_MODE) {
          throw new UnreadableRecordException(e);
        }
        throw new IllegalStateException("every Java platform has AES/GCM", e);
      }
    }
  }

  private static final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(Throwable cause) {
      super("a record cannot be opened", cause);
    }
  }
}
