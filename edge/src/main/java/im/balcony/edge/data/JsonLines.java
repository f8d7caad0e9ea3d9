package im.balcony.edge.data;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Each event of the log as one object of JSON on a line of its own (RFC 8259), in ASCII: whatever a
 * peer sent can neither end a line nor reach the terminal of who reads it.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
  /** More of a stack is left out. */
  static final int STACK_CHARS_MAX = 16 * 1024;

  /** More of a message is left out. */
  static final int MESSAGE_CHARS_MAX = 16 * 1024;

  private static final byte[] NOTHING = {};
  private static final char DELETE = 0x7f;

  private final JsonFactory json =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var bytes = new ByteArrayOutputStream();
    try (var line = json.createGenerator(bytes)) {
      line.writeStartObject();
      write(line, "time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
      write(line, "level", event.getLevel().toString());
      write(line, "logger", event.getLoggerName());
      write(line, "thread", event.getThreadName());
      for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
        if (!isOwn(entry.getKey())) {
          write(line, entry.getKey(), entry.getValue());
        }
      }
      write(line, "message", shortened(event.getFormattedMessage(), MESSAGE_CHARS_MAX));
      if (event.getThrowableProxy() != null) {
        var stack = ThrowableProxyUtil.asString(event.getThrowableProxy());
        write(line, "stack", shortened(stack, STACK_CHARS_MAX));
      }
      line.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of memory: never
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  /** A name that stands in each line is not given a second time. */
  private static boolean isOwn(String name) {
    return switch (name) {
      case "time", "level", "logger", "thread", "message", "stack" -> true;
      default -> false;
    };
  }

  /** JSON lets the one control character of ASCII above the others through. */
  private static void write(JsonGenerator line, String name, @Nullable String value)
      throws IOException {
    line.writeStringField(name, value == null ? "" : value.replace(DELETE, ' '));
  }

  private static @Nullable String shortened(@Nullable String text, int charsMax) {
    if (text == null || text.length() <= charsMax) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(charsMax - 1)) ? charsMax - 1 : charsMax;
    return text.substring(0, end);
  }
}
