package im.balcony.persistence.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import im.balcony.protocol.jid.Jid;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Events to bytes and back. */
final class EventCodecTest {
  record Greeted(Jid whom, Instant at, long times) {}

  record Waved(String whom) {}

  private static final EventManifests MANIFESTS =
      EventManifests.all()
          .with("greeted.2", Greeted.class)
          .with("waved.1", Waved.class)
          .withRetired(
              "greeted.1",
              new Upcaster(
                  "greeted.2", fields -> fields.put("times", fields.get("count").asLong())));
  private static final EventCodec CODEC = new EventCodec(MANIFESTS);
  private static final Greeted GREETED =
      new Greeted(
          Jid.parse("juliet@capulet.example"), Instant.parse("2026-01-02T03:04:05.678901Z"), 3);

  @Test
  void whatIsWrittenIsReadBack() {
    assertEquals("greeted.2", CODEC.manifest(GREETED));
    assertEquals(GREETED, CODEC.read("greeted.2", CODEC.write(GREETED)));
  }

  @Test
  void aRetiredNameIsReadAsWhatCameAfterIt() throws IOException {
    var old =
        new CBORMapper()
            .writeValueAsBytes(
                Map.of("whom", "juliet@capulet.example", "at", 1_767_323_045_678_901L, "count", 3));
    assertEquals(GREETED, CODEC.read("greeted.1", old));
  }

  @Test
  void aFieldOfALaterReleaseIsPassedOver() throws IOException {
    var later = new CBORMapper().writeValueAsBytes(Map.of("whom", "juliet", "hand", "left"));
    assertEquals(new Waved("juliet"), CODEC.read("waved.1", later));
  }

  @Test
  void anUnknownNameIsToldApartFromDamage() {
    assertThrows(UnknownManifestException.class, () -> CODEC.read("greeted.9", new byte[0]));
  }

  @Test
  void anUnnamedTypeCannotBeWritten() {
    assertThrows(IllegalArgumentException.class, () -> CODEC.write("text"));
  }

  @Test
  void aNameIsGivenOnce() {
    assertThrows(
        IllegalArgumentException.class, () -> MANIFESTS.with("greeted.1", EventCodecTest.class));
    assertThrows(
        IllegalArgumentException.class, () -> MANIFESTS.with("Greeted", EventCodecTest.class));
    assertThrows(IllegalArgumentException.class, () -> MANIFESTS.with("other.1", Waved.class));
  }

  @Property(tries = 500)
  void fuzzedBytesDoNoHarm(@ForAll byte[] bytes) {
    try {
      assertEquals(Waved.class, CODEC.read("waved.1", bytes).getClass());
    } catch (UnreadableEventException expected) {
      // damage has one name; nothing else may come out
    }
  }
}
