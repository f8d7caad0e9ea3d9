package im.balcony.persistence.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events and snapshots to CBOR (RFC 8949) and back, by stable name.
 *
 * <p>Which class is built is decided by the name alone, never by the bytes: no polymorphic types.
 */
public final class EventCodec {
  private final EventManifests manifests;
  private final ObjectMapper mapper;
  private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
  private final Map<String, ObjectReader> readers = new HashMap<>();

  public EventCodec(EventManifests manifests) {
    this.manifests = manifests;
    this.mapper =
        CBORMapper.builder()
            .addModule(new EventModule())
            // a rolling update: the other node may write fields this one has not heard of
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    manifests
        .namesInUse()
        .forEach(
            (type, name) -> {
              writers.put(type, mapper.writerFor(type));
              readers.put(name, mapper.readerFor(type));
            });
  }

  /** The stable name of this event's type. */
  public String manifest(Object event) {
    var name = manifests.nameOf(event.getClass());
    if (name == null) {
      throw new IllegalArgumentException(event.getClass() + " has no line in EventManifests");
    }
    return name;
  }

  public byte[] write(Object event) {
    var writer = writers.get(event.getClass());
    if (writer == null) {
      throw new IllegalArgumentException(event.getClass() + " has no line in EventManifests");
    }
    try {
      return writer.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + manifest(event), e);
    }
  }

  /** What stands under this name, brought up to today's shape. */
  public Object read(String manifest, byte[] bytes) {
    try {
      var reader = readers.get(manifest);
      if (reader != null) {
        return required(manifest, reader.readValue(bytes));
      }
      return readRetired(manifest, bytes);
    } catch (IOException e) {
      throw new UnreadableEventException("not a valid " + manifest, e);
    }
  }

  private Object readRetired(String manifest, byte[] bytes) throws IOException {
    if (!manifests.knows(manifest)) {
      throw new UnknownManifestException(manifest);
    }
    if (!(mapper.readTree(bytes) instanceof ObjectNode fields)) {
      throw new IOException("not an object");
    }
    var name = manifest;
    for (var step = manifests.upcasterOf(name);
        step.isPresent();
        step = manifests.upcasterOf(name)) {
      fields = step.get().rewrite().apply(fields);
      name = step.get().manifestAfter();
    }
    var reader = readers.get(name);
    if (reader == null) {
      throw new UnknownManifestException(name);
    }
    return required(manifest, reader.readValue(fields));
  }

  private static Object required(String manifest, @Nullable Object value) throws IOException {
    if (value == null) {
      throw new IOException("nothing under " + manifest);
    }
    return value;
  }
}
