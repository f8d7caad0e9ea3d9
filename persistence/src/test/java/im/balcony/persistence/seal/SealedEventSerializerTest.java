package im.balcony.persistence.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The flat form of sealed events. */
final class SealedEventSerializerTest {
  private final SealedEventSerializer serializer = new SealedEventSerializer();

  @Property(tries = 200)
  void whatIsWrittenIsReadBack(@ForAll byte[] ciphertext, @ForAll long most, @ForAll long least) {
    var sealed = new SealedEvent("said.1", new UUID(most, least), new byte[12], ciphertext);
    var read =
        (SealedEvent)
            serializer.fromBinary(serializer.toBinary(sealed), serializer.manifest(sealed));
    assertEquals(sealed.manifest(), read.manifest());
    assertEquals(sealed.keyId(), read.keyId());
    assertArrayEquals(sealed.nonce(), read.nonce());
    assertArrayEquals(sealed.ciphertext(), read.ciphertext());
  }

  @Property(tries = 500)
  void fuzzedBytesDoNoHarm(@ForAll byte[] bytes) {
    try {
      SealedEventSerializer.read("1", bytes);
    } catch (IllegalArgumentException expected) {
      // one kind of answer to damage
    }
  }

  @Test
  void itsIdentifierIsOnDiskForEver() {
    assertEquals(71_001, serializer.identifier());
    assertEquals(
        "1",
        serializer.manifest(new SealedEvent("a.1", new UUID(0, 0), new byte[12], new byte[0])));
  }
}
