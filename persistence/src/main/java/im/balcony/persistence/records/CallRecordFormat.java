package im.balcony.persistence.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.balcony.persistence.event.call.StoredCallRecord;
import im.balcony.protocol.xep.jingle.CallMedia;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a record looks to programs that account for calls: a line each, without its end. */
public enum CallRecordFormat {
  /** JSON lines, the same names as the columns; media and ssrc are arrays. */
  JSON {
    @Override
    public Optional<String> header() {
      return Optional.empty();
    }

    @Override
    public String line(StoredCallRecord record) {
      var fields = fields(record);
      fields.put(MEDIA, media(record));
      fields.put(SOURCES, record.sources());
      try {
        return MAPPER.writeValueAsString(fields);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a record that cannot be written", e);
      }
    }
  },
  /**
   * RFC 4180: text in quotes, media and ssrc joined by blanks; the first line names the columns.
   */
  CSV {
    @Override
    public Optional<String> header() {
      return Optional.of(
          Stream.concat(COLUMNS.stream(), Stream.of(MEDIA, SOURCES))
              .collect(Collectors.joining(",")));
    }

    @Override
    public String line(StoredCallRecord record) {
      var fields = fields(record);
      return Stream.concat(
              COLUMNS.stream().map(column -> cell(fields.get(column))),
              Stream.of(quoted(String.join(" ", media(record))), quoted(sources(record))))
          .collect(Collectors.joining(","));
    }
  };

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String MEDIA = "media";
  private static final String SOURCES = "ssrc";
  private static final List<String> COLUMNS =
      List.of(
          "ended",
          "begun",
          "sid",
          "initiator",
          "responder",
          "answer",
          "ring",
          "termination_reason",
          "duration_seconds");

  /** Empty for a name of none. */
  public static Optional<CallRecordFormat> named(String name) {
    return Stream.of(values())
        .filter(format -> format.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  /** The first line of a file; empty when there is none. */
  public abstract Optional<String> header();

  public abstract String line(StoredCallRecord record);

  static Map<String, Object> fields(StoredCallRecord record) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("ended", record.ended().toString());
    fields.put("begun", record.begun().toString());
    fields.put("sid", record.sessionId());
    fields.put("initiator", record.initiator().toString());
    fields.put("responder", record.responder().toString());
    fields.put("answer", record.answered());
    fields.put("ring", record.rang());
    fields.put("termination_reason", record.reason().elementName());
    fields.put("duration_seconds", record.durationSeconds());
    return fields;
  }

  static List<String> media(StoredCallRecord record) {
    return record.media().stream().map(CallMedia::value).toList();
  }

  static String sources(StoredCallRecord record) {
    return record.sources().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  static String cell(@Nullable Object value) {
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  /** What a spreadsheet would take for a formula gets a mark in front: clients choose the ids. */
  static String quoted(String text) {
    var safe = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return '"' + safe.replace("\"", "\"\"").replace("\r", " ").replace("\n", " ") + '"';
  }
}
