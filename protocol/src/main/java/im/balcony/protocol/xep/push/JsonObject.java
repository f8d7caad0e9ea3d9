package im.balcony.protocol.xep.push;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An object of JSON while it is written (RFC 8259). */
final class JsonObject {
  private static final int FIRST_PRINTABLE = 0x20;

  private final StringBuilder members = new StringBuilder("{");

  JsonObject number(String name, long value) {
    return member(name, Long.toString(value));
  }

  /** Null is left out. */
  JsonObject text(String name, @Nullable String value) {
    return value == null ? this : member(name, quoted(value));
  }

  JsonObject texts(String name, List<String> values) {
    return member(
        name, values.stream().map(JsonObject::quoted).collect(Collectors.joining(",", "[", "]")));
  }

  private JsonObject member(String name, String value) {
    if (members.length() > 1) {
      members.append(',');
    }
    members.append(quoted(name)).append(':').append(value);
    return this;
  }

  /** Section 7. */
  private static String quoted(String text) {
    var quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      var each = text.charAt(i);
      if (each == '"' || each == '\\') {
        quoted.append('\\').append(each);
      } else if (each < FIRST_PRINTABLE) {
        quoted.append("\\u%04x".formatted((int) each));
      } else {
        quoted.append(each);
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return members + "}";
  }
}
