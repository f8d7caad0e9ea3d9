package im.balcony.edge.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Requests and replies as lines of JSON. */
final class AdminLines {
  private static final int NESTING_MAX = 8;

  private final ObjectMapper mapper = JsonMapper.builder().build();
  private final int lineBytesMax;

  AdminLines(int lineBytesMax) {
    this.lineBytesMax = lineBytesMax;
    mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(NESTING_MAX)
                .maxStringLength(lineBytesMax)
                .build());
  }

  /** The next line without its end; empty at the end of the stream. */
  Optional<String> read(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (var next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        return Optional.of(line.toString(StandardCharsets.UTF_8));
      }
      if (line.size() >= lineBytesMax) {
        throw new IOException("line longer than " + lineBytesMax + " bytes");
      }
      line.write(next);
    }
    return Optional.empty();
  }

  Optional<AdminRequest> request(String line) {
    return parsed(line, AdminRequest.class);
  }

  Optional<AdminReply> reply(String line) {
    return parsed(line, AdminReply.class);
  }

  private <T> Optional<T> parsed(String line, Class<T> type) {
    try {
      return Optional.ofNullable(mapper.readValue(line, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  byte[] bytes(Object requestOrReply) {
    try {
      return (mapper.writeValueAsString(requestOrReply) + '\n').getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a line: " + requestOrReply.getClass(), e);
    }
  }
}
