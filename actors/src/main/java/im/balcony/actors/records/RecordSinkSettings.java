package im.balcony.actors.records;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import im.balcony.persistence.records.CallRecordFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where records of calls are written to: {@code balcony.call.records} of the configuration.
 *
 * @param file empty when they go elsewhere ({@code kafka})
 * @param every how often it is looked for new ones
 * @param settle how old a record is when it is taken
 * @param batchMax records of one shard that are taken at once
 * @param retryMax a target that fails is tried after {@code every}, each time twice as long, up to
 *     this
 */
public record RecordSinkSettings(
    Optional<FileSink> file, Duration every, Duration settle, int batchMax, Duration retryMax) {

  /** Lines of this form, at the end of this file. */
  public record FileSink(CallRecordFormat format, Path file) {}

  /**
   * Empty when it is off.
   *
   * @param records {@code balcony.call.records}
   */
  public static Optional<RecordSinkSettings> from(Config records) {
    var sink = records.getString("sink");
    if (sink.equals("none") || sink.equals("off")) {
      return Optional.empty();
    }
    return Optional.of(
        new RecordSinkSettings(
            sink.equals("kafka") ? Optional.empty() : Optional.of(file(records, sink)),
            records.getDuration("every"),
            records.getDuration("settle"),
            records.getInt("batch-max"),
            records.getDuration("retry-max")));
  }

  private static FileSink file(Config records, String sink) {
    var format =
        CallRecordFormat.named(sink)
            .orElseThrow(
                () ->
                    new ConfigException.BadValue(
                        records.origin(), "balcony.call.records.sink", "none, json, csv or kafka"));
    return new FileSink(format, Path.of(records.getString("file")));
  }

  /**
   * When it is tried again.
   *
   * @param failures in a row, at least 1
   */
  Duration pauseAfter(int failures) {
    var pause = every;
    for (var n = 1; n < failures && pause.compareTo(retryMax) < 0; n++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(retryMax) < 0 ? pause : retryMax;
  }
}
