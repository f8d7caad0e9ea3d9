package im.balcony.persistence.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import im.balcony.persistence.event.EventCodec;
import im.balcony.persistence.event.EventManifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * One file per name on disk, holding bytes that must stay readable for ever.
 *
 * <p>A missing file fails; {@code -Dgolden.write=true} writes it, once, to be committed.
 */
public final class GoldenFiles {
  private static final CBORMapper CBOR = new CBORMapper();

  private final EventManifests manifests;
  private final EventCodec codec;
  private final Path folder;

  public GoldenFiles(EventManifests manifests, Path folder) {
    this.manifests = manifests;
    this.codec = new EventCodec(manifests);
    this.folder = folder;
  }

  /** A test for each name, those in use and the retired. */
  public Stream<DynamicTest> tests() {
    Map<String, Class<?>> types =
        manifests.namesInUse().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    return manifests.names().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> check(name, types)));
  }

  private void check(String name, Map<String, Class<?>> types) throws IOException {
    var file = folder.resolve(name + ".cbor");
    var type = types.get(name);
    if (!Files.exists(file) && type != null && Boolean.getBoolean("golden.write")) {
      Files.createDirectories(folder);
      Files.write(file, codec.write(RecordSamples.of(type)));
    }
    assertTrue(Files.exists(file), "no golden file " + file + "; -Dgolden.write=true makes it");
    var bytes = Files.readAllBytes(file);
    var event = codec.read(name, bytes);
    if (type != null) {
      assertEquals(type, event.getClass());
      requireKept(name, CBOR.readTree(bytes), CBOR.readTree(codec.write(event)));
    }
  }

  /** Fields may be added; one that was written must still be understood and mean the same. */
  private static void requireKept(String where, JsonNode golden, JsonNode now) {
    if (!golden.isObject()) {
      assertEquals(golden, now, where);
      return;
    }
    golden
        .properties()
        .forEach(
            field -> {
              var place = where + "." + field.getKey();
              assertTrue(now.has(field.getKey()), place + " is not understood any more");
              requireKept(place, field.getValue(), now.get(field.getKey()));
            });
  }
}
