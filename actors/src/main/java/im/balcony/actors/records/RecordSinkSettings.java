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
 * @param every how often it is looked for new ones
 * @param settle how old a record is when it is taken
 * @param batchMax records of one shard that are taken at once
 */
public record RecordSinkSettings(
    CallRecordFormat format, Path file, Duration every, Duration settle, int batchMax) {

  /**
   * Empty when it is off.
   *
   * @param records {@code balcony.call.records}
   */
  public static Optional<RecordSinkSettings> from(Config records) {
    var sink = records.getString("sink");
    if (sink.equals("off")) {
      return Optional.empty();
    }
    var format =
        CallRecordFormat.named(sink)
            .orElseThrow(
                () ->
                    new ConfigException.BadValue(
                        records.origin(), "balcony.call.records.sink", "off, json or csv"));
    return Optional.of(
        new RecordSinkSettings(
            format,
            Path.of(records.getString("file")),
            records.getDuration("every"),
            records.getDuration("settle"),
            records.getInt("batch-max")));
  }
}
