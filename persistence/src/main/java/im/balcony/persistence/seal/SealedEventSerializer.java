package im.balcony.persistence.seal;

import akka.serialization.SerializerWithStringManifest;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Sealed events as bytes, flat: length of the name, name, key id, nonce, ciphertext.
 *
 * <p>Its identifier and its manifest are on disk for ever.
 */
public final class SealedEventSerializer extends SerializerWithStringManifest {
  public static final int IDENTIFIER = 71_001;
  private static final String FORMAT = "1";
  private static final int KEY_ID_BYTES = 16;
  private static final int NAME_BYTES_MAX = 255;

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object sealed) {
    return FORMAT;
  }

  @Override
  public byte[] toBinary(Object object) {
    if (!(object instanceof SealedEvent sealed)) {
      throw new IllegalArgumentException("only sealed events are written here");
    }
    var name = sealed.manifest().getBytes(StandardCharsets.UTF_8);
    if (name.length > NAME_BYTES_MAX || sealed.nonce().length != Aes.NONCE_BYTES) {
      throw new IllegalArgumentException("does not fit: " + sealed.manifest());
    }
    return ByteBuffer.allocate(
            1 + name.length + KEY_ID_BYTES + Aes.NONCE_BYTES + sealed.ciphertext().length)
        .put((byte) name.length)
        .put(name)
        .putLong(sealed.keyId().getMostSignificantBits())
        .putLong(sealed.keyId().getLeastSignificantBits())
        .put(sealed.nonce())
        .put(sealed.ciphertext())
        .array();
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    return read(manifest, bytes);
  }

  /** The same for readers that bypass Akka's serialization. */
  public static SealedEvent read(String format, byte[] bytes) {
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException("unknown format of sealed events: " + format);
    }
    try {
      var in = ByteBuffer.wrap(bytes);
      var name = new byte[Byte.toUnsignedInt(in.get())];
      in.get(name);
      var keyId = new UUID(in.getLong(), in.getLong());
      var nonce = new byte[Aes.NONCE_BYTES];
      in.get(nonce);
      var ciphertext = new byte[in.remaining()];
      in.get(ciphertext);
      return new SealedEvent(new String(name, StandardCharsets.UTF_8), keyId, nonce, ciphertext);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a sealed event that ends too early", e);
    }
  }
}
